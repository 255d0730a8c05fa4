"""Proposes one thing, then restarts every service again and again."""

from watchfloor.logsentinel.actions import Approve, Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import anything, check, order, rush, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_MEANS = ("restart", "recycle_pool", "flush_cache")


def _moves(scene: Scene, draw: Stream) -> Action:
    is_late = scene.tick > scene.horizon * 3 // 4
    return (
        (_guess(scene, draw) if not scene.proposals else None)
        or (None if scene.phase == "mitigate" and not is_late else rush(scene))
        or _everywhere(scene)
        or check(scene)
        or sweep(scene)
        or Wait()
    )


def _guess(scene: Scene, draw: Stream) -> Action | None:
    fitting = [kind for kind, play in PLAYBOOK.items() if set(play.all) & set(_MEANS)]
    kind = draw.pick(fitting)
    slots = [slot for slot in INCIDENT_TYPES[kind].slots if slot in scene.names]
    return anything(scene, scene.held, kind, draw.pick(slots)) if slots else None


def _everywhere(scene: Scene) -> Action | None:
    if scene.phase != "mitigate":
        return None
    for name in _MEANS:
        for slot in scene.names:
            is_new = not scene.is_known(name, slot, "approved", "pending", "landed")
            if scene.role == COMMANDER and MITIGATIONS[name].is_risky and is_new:
                return Approve(name, scene.names[slot], then=MITIGATIONS[name].role)
            if scene.role == MITIGATIONS[name].role:
                found = order(scene, name, slot)
                if found is not None:
                    return found
    return None


POLICY = Policy(
    name="restart_all",
    summary="Proposes one thing, then restarts every service again and again.",
    seat=seat(_moves),
    is_lazy=True,
)
