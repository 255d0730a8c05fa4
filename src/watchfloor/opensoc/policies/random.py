"""Any answer and any line, drawn blindly; as the attacker, events that fit the schema."""

from watchfloor.opensoc import nonsense
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import ANSWERS
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player, Policy
from watchfloor.seeds import Seed


def _seat(role: str, seed: Seed) -> Player:
    draw = seed.stream()

    def reply(seen: Observation) -> Action:
        if role == "attacker":
            return nonsense.crafted(seen, draw)
        items = seen.panel("log").items
        cited = (draw.pick(items).id,) if items else ()
        return SubmitTriage(draw.pick(ANSWERS), cited)

    return reply


POLICY = Policy(name="random", summary="Any answer and any line, drawn blindly.", seat=_seat)
