"""Any move that can be made now, drawn blindly."""

from watchfloor.logsentinel.guessing import possible
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    return draw.pick(possible(scene, draw))


POLICY = Policy(
    name="random_valid",
    summary="Any move that can be made now, drawn blindly.",
    seat=seat(_moves),
)
