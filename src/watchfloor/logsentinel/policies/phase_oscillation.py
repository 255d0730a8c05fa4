"""Proposes one thing and goes to and fro between the phases."""

from watchfloor.logsentinel.actions import Advance, Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import anything, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    if scene.role == COMMANDER and scene.phase in ("triage", "mitigate") and draw.chance(1, 2):
        return Advance("detect", then=COMMANDER)
    return (
        (_guess(scene, draw) if not scene.proposals else None)
        or rush(scene)
        or treat(scene)
        or sweep(scene)
        or Wait(then=COMMANDER)
    )


def _guess(scene: Scene, draw: Stream) -> Action | None:
    kind = draw.pick(tuple(PLAYBOOK))
    slots = [slot for slot in INCIDENT_TYPES[kind].slots if slot in scene.names]
    return anything(scene, scene.held, kind, draw.pick(slots)) if slots else None


POLICY = Policy(
    name="phase_oscillation",
    summary="Proposes one thing and goes to and fro between the phases.",
    seat=seat(_moves),
    is_lazy=True,
)
