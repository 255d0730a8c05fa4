"""Asks everything, proposes whatever has any evidence, and plays every playbook."""

from watchfloor.logsentinel.actions import Propose, Wait
from watchfloor.logsentinel.analyst import suspicions
from watchfloor.logsentinel.procedure import COMMANDER, next_step
from watchfloor.logsentinel.routine import check, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.play.reward import ONE
from watchfloor.seeds import Stream

_ASKING = 16
"""Ticks of asking before the first proposal."""


def _moves(scene: Scene, _draw: Stream) -> Action:
    return (
        (sweep(scene) if scene.tick < _ASKING else None)
        or _another(scene)
        or treat(scene)
        or (rush(scene) if _is_ready(scene) else None)
        or check(scene)
        or sweep(scene)
        or Wait()
    )


def _is_ready(scene: Scene) -> bool:
    is_half_over = scene.tick > scene.horizon // 2
    return scene.phase != "mitigate" or is_half_over or next_step(scene) is not None


def _another(scene: Scene) -> Action | None:
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    if len(scene.proposals) >= 6 or scene.phase not in ("detect", "triage"):
        return None
    for one in suspicions(scene.held, scene.names, ONE):
        if (one.incident_type, one.slot) not in said and len(one.cited) > 1:
            return Propose(one.incident_type, scene.names[one.slot], one.cited, then=COMMANDER)
    return None


POLICY = Policy(
    name="playbook_spray",
    summary="Asks everything, proposes whatever has any evidence, and plays every playbook.",
    seat=seat(_moves),
    is_lazy=True,
)
