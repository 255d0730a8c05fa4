"""Any move at all, drawn blindly, also such as cannot be made."""

from watchfloor.logsentinel.guessing import any_move
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    return any_move(scene, draw)


POLICY = Policy(
    name="random",
    summary="Any move at all, drawn blindly, also such as cannot be made.",
    seat=seat(_moves),
)
