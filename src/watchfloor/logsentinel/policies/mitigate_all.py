"""Proposes one thing, then orders everything that may be ordered, everywhere."""

from watchfloor.logsentinel.actions import Approve, Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import anything, order, rush, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, draw: Stream) -> Action:
    is_late = scene.tick > scene.horizon * 3 // 4
    return (
        (_guess(scene, draw) if not scene.proposals else None)
        or (None if scene.phase == "mitigate" and not is_late else rush(scene))
        or _everything(scene)
        or sweep(scene)
        or Wait()
    )


def _guess(scene: Scene, draw: Stream) -> Action | None:
    kind = draw.pick(tuple(PLAYBOOK))
    slots = [slot for slot in INCIDENT_TYPES[kind].slots if slot in scene.names]
    return anything(scene, scene.held, kind, draw.pick(slots)) if slots else None


def _everything(scene: Scene) -> Action | None:
    if scene.phase != "mitigate":
        return None
    for mitigation in MITIGATIONS.values():
        for slot in scene.names:
            if scene.role == COMMANDER and mitigation.is_risky:
                if not scene.is_known(mitigation.name, slot, "approved", "pending", "landed"):
                    return Approve(mitigation.name, scene.names[slot], then=mitigation.role)
            elif mitigation.role == scene.role:
                found = order(scene, mitigation.name, slot)
                if found is not None:
                    return found
    return None


POLICY = Policy(
    name="mitigate_all",
    summary="Proposes one thing, then orders everything that may be ordered, everywhere.",
    seat=seat(_moves),
    is_lazy=True,
)
