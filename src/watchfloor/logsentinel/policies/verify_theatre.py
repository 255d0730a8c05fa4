"""Proposes what an analyst finds likeliest, makes a gesture and checks it for ever."""

from watchfloor.logsentinel.actions import Verify
from watchfloor.logsentinel.motions import hedge, ranked
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_WAY = hedge(ranked)
_LEAVES = 10
"""Ticks before the end from which it goes on to the report."""


def _moves(scene: Scene, draw: Stream) -> Action:
    standing = scene.under_discussion()
    is_time = scene.tick < scene.horizon - _LEAVES
    if scene.phase == "verify" and scene.role != COMMANDER and standing and is_time:
        return Verify(standing[scene.turn % len(standing)].id)
    return _WAY(scene, draw)


POLICY = Policy(
    name="verify_theatre",
    summary="Proposes what an analyst finds likeliest, makes a gesture and checks it for ever.",
    seat=seat(_moves),
    is_lazy=True,
)
