"""Proposes and treats what an analyst finds likely, and never ends it."""

from watchfloor.logsentinel.actions import Report, Wait
from watchfloor.logsentinel.motions import ranked, spray
from watchfloor.logsentinel.routine import seat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_WAY = spray(ranked)


def _moves(scene: Scene, draw: Stream) -> Action:
    found = _WAY(scene, draw)
    return Wait() if isinstance(found, Report) else found


POLICY = Policy(
    name="never_report",
    summary="Proposes and treats what an analyst finds likely, and never ends it.",
    seat=seat(_moves),
    is_lazy=True,
)
