"""Waits until the end."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(_scene: Scene, _draw: Stream) -> Action:
    return Wait()


POLICY = Policy(
    name="stall",
    summary="Waits until the end.",
    seat=seat(_moves),
    is_lazy=True,
)
