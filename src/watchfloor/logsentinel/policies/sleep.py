"""Waits until the end, with as few moves as there can be."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.room import WAITS
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(_scene: Scene, _draw: Stream) -> Action:
    return Wait(max(WAITS))


POLICY = Policy(
    name="sleep",
    summary="Waits until the end, with as few moves as there can be.",
    seat=seat(_moves),
    is_lazy=True,
)
