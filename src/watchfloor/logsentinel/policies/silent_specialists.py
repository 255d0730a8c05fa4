"""Each asks and proposes for itself; nobody hands anything over."""

from watchfloor.logsentinel.motions import once_each, ranked
from watchfloor.logsentinel.routine import carry_on, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_ASKING = 28
"""Ticks of asking before the first proposal."""
_FIRST = once_each(ranked)


def _moves(scene: Scene, _draw: Stream) -> Action:
    return (sweep(scene) if scene.tick < _ASKING else None) or _FIRST(scene) or carry_on(scene)


POLICY = Policy(
    name="silent_specialists",
    summary="Each asks and proposes for itself; nobody hands anything over.",
    seat=seat(_moves),
    is_lazy=True,
)
