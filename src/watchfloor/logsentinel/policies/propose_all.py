"""Asks everything, then proposes every incident type everywhere."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.playbook import PLAYBOOK
from watchfloor.logsentinel.routine import anything, check, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream


def _moves(scene: Scene, _draw: Stream) -> Action:
    is_full = len(scene.proposals) >= 6 or scene.tick > scene.horizon // 2
    return (
        sweep(scene)
        or (None if is_full else _another(scene))
        or rush(scene)
        or treat(scene)
        or check(scene)
        or Wait()
    )


def _another(scene: Scene) -> Action | None:
    for kind in PLAYBOOK:
        for slot in INCIDENT_TYPES[kind].slots:
            if slot in scene.names:
                found = anything(scene, scene.held, kind, slot)
                if found is not None:
                    return found
    return None


POLICY = Policy(
    name="propose_all",
    summary="Asks everything, then proposes every incident type everywhere.",
    seat=seat(_moves),
    is_lazy=True,
)
