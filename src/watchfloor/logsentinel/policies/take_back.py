"""Proposes what an analyst finds likely and takes it back, again and again."""

from watchfloor.logsentinel.actions import Withdraw
from watchfloor.logsentinel.motions import MOST, ranked
from watchfloor.logsentinel.routine import carry_on, seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    standing = scene.under_discussion()
    mine = [one for one in standing if one.role == scene.role]
    has_room = len(scene.proposals) < MOST and scene.phase != "report"
    return (
        (Withdraw(mine[0].id) if mine and has_room else None)
        or (ranked(scene) if has_room else None)
        or carry_on(scene)
    )


POLICY = Policy(
    name="take_back",
    summary="Proposes what an analyst finds likely and takes it back, again and again.",
    seat=seat(_moves),
    is_lazy=True,
)
