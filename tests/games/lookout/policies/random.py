"""Any legal move, drawn blindly."""

from lookout.actions import Ask, Decide, Point
from watchfloor.play.action import Action
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Player, Policy
from watchfloor.seeds import Seed


def _seat(_role: str, seed: Seed) -> Player:
    draw = seed.stream()

    def reply(seen: Observation) -> Action:
        if seen.role == "spotter":
            lines = [item.id for item in seen.panel("log").items]
            return Point(tuple(draw.sample(lines, min(3, len(lines)))))
        if "ask" in seen.moves and draw.chance(1, 4):
            return Ask()
        return Decide("attacked" if draw.chance(1, 2) else "calm")

    return reply


POLICY = Policy(name="random", summary="Any legal move, drawn blindly.", seat=_seat)
