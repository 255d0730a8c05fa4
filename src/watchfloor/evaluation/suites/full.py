"""Every shipped policy in every scenario of both games."""

from watchfloor.evaluation.suite import ROWS, Group, Suite
from watchfloor.logsentinel.policies import POLICIES as OF_THE_WAR_ROOM
from watchfloor.logsentinel.scenarios import SCENARIOS
from watchfloor.opensoc.policies import POLICIES as OF_TRIAGE
from watchfloor.opensoc.stages import STAGES

_STAGES, _ROOMS = tuple(STAGES), tuple(SCENARIOS)
_INJECTED = tuple(name for name in _ROOMS if name.startswith("injected_"))
_ATTACKERS = ("guided", "random", "scripted")

SUITE = Suite(
    name="full",
    summary="Every shipped policy in every scenario, attackers and the other modes among them.",
    version=1,
    groups=(
        Group("opensoc", "defender_only", _STAGES, tuple(OF_TRIAGE), 400),
        Group("opensoc", "casework", _STAGES, tuple(OF_TRIAGE), 200),
        Group("opensoc", "self_play", _STAGES, _ATTACKERS, 200, {"defender": "heuristic"}),
        Group("opensoc", "self_play", _STAGES, _ATTACKERS, 200, {"defender": "keyword"}),
        Group("opensoc", "self_play", _STAGES, tuple(OF_TRIAGE), 100, {"attacker": "guided"}),
        Group("logsentinel", "sequential", _ROOMS, tuple(OF_THE_WAR_ROOM), 100),
        Group("logsentinel", "clean", _INJECTED, (*ROWS, "ranked_soup", "tuned"), 100),
        Group("logsentinel", "parallel", _ROOMS, (*ROWS, "ranked_soup", "tuned"), 20),
    ),
)
