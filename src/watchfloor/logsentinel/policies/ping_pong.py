"""Hands the same pieces of evidence to and fro."""

from watchfloor.logsentinel.actions import Handoff, Wait
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    if not scene.held:
        return sweep(scene) or Wait()
    order = tuple(ROLES)
    receiver = order[(order.index(scene.role) + 1) % len(order)]
    return Handoff(receiver, tuple(one.id for one in scene.held[:4]), then=receiver)


POLICY = Policy(
    name="ping_pong",
    summary="Hands the same pieces of evidence to and fro.",
    seat=seat(_moves),
    is_lazy=True,
)
