"""Asks everything, hands everything to everybody, and proposes nothing."""

from watchfloor.logsentinel.actions import Handoff, Wait
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    others = [role for role in ROLES if role != scene.role]
    known = tuple(one.id for one in scene.held if not one.giver)[-4:]
    if known and scene.turn % 2:
        return Handoff(others[scene.turn // 2 % len(others)], known)
    return sweep(scene) or Wait()


POLICY = Policy(
    name="tell_everybody",
    summary="Asks everything, hands everything to everybody, and proposes nothing.",
    seat=seat(_moves),
    is_lazy=True,
)
