"""Asks nothing: acts on what the first alerts may mean, and reports."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.motions import once_each, ranked
from watchfloor.logsentinel.routine import check, rush, seat, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_FIRST = once_each(ranked)


def _moves(scene: Scene, _draw: Stream) -> Action:
    return _FIRST(scene) or treat(scene) or rush(scene) or check(scene) or Wait()


POLICY = Policy(
    name="first_alert",
    summary="Asks nothing: acts on what the first alerts may mean, and reports.",
    seat=seat(_moves),
    is_lazy=True,
)
