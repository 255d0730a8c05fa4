"""Lets most of the time pass, then proposes and treats what an analyst finds likely."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.motions import ranked, spray
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_PERCENT = 60
"""The share of the time that passes first."""
_WAY = spray(ranked)


def _moves(scene: Scene, draw: Stream) -> Action:
    is_early = scene.tick * 100 < scene.horizon * _PERCENT
    return Wait() if is_early else _WAY(scene, draw)


POLICY = Policy(
    name="last_minute",
    summary="Lets most of the time pass, then proposes and treats what an analyst finds likely.",
    seat=seat(_moves),
    is_lazy=True,
)
