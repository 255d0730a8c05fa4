"""Every shipped policy in every scenario of both games."""

from watchfloor.evaluation.suite import ROWS, Group, Suite
from watchfloor.logsentinel.policies import POLICIES as OF_THE_WAR_ROOM
from watchfloor.logsentinel.scenarios import SCENARIOS as ROOMS
from watchfloor.opensoc.game import SCENARIOS as ALERTS
from watchfloor.opensoc.policies import POLICIES as OF_TRIAGE
from watchfloor.opensoc.stages import STAGES

_ALERTS, _STAGES, _ROOMS = tuple(ALERTS), tuple(STAGES), tuple(ROOMS)
_INJECTED = tuple(name for name in _ROOMS if name.startswith("injected_"))
_PLAIN = tuple(name for name in _ROOMS if name not in _INJECTED)
_ATTACKERS = ("guided", "random", "scripted")

SUITE = Suite(
    name="full",
    summary="Every shipped policy in every scenario, what is held out and other modes among them.",
    version=2,
    groups=(
        Group("opensoc", "defender_only", _ALERTS, tuple(OF_TRIAGE), 100),
        Group("opensoc", "casework", _ALERTS, tuple(OF_TRIAGE), 50),
        Group("opensoc", "self_play", _STAGES, _ATTACKERS, 50, {"defender": "heuristic"}),
        Group("opensoc", "self_play", _STAGES, _ATTACKERS, 50, {"defender": "keyword"}),
        Group("opensoc", "self_play", _STAGES, tuple(OF_TRIAGE), 20, {"attacker": "guided"}),
        Group("logsentinel", "sequential", _ROOMS, tuple(OF_THE_WAR_ROOM), 20),
        Group("logsentinel", "clean", _INJECTED, (*ROWS, "ranked_soup", "tuned"), 20),
        Group("logsentinel", "parallel", _PLAIN, (*ROWS, "ranked_soup", "tuned"), 20),
    ),
)
