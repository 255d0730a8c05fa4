"""Calls the likeliest suspicion grave, then slight, then grave again."""

from watchfloor.logsentinel.actions import SetSeverity
from watchfloor.logsentinel.motions import hedge, ranked
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_WAY = hedge(ranked)


def _moves(scene: Scene, draw: Stream) -> Action:
    rated = [one for one in scene.under_discussion() if one.severity]
    if scene.role == COMMANDER and rated and scene.turn % 3 == 0 and scene.phase != "report":
        return SetSeverity(rated[0].id, 1 + rated[0].severity % 4, then=COMMANDER)
    return _WAY(scene, draw)


POLICY = Policy(
    name="severity_flip",
    summary="Calls the likeliest suspicion grave, then slight, then grave again.",
    seat=seat(_moves),
    is_lazy=True,
)
