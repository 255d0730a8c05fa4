"""Calls the first suspicion of each role middling, and reports it untreated."""

from watchfloor.logsentinel.actions import Mitigate, Wait
from watchfloor.logsentinel.procedure import COMMANDER
from watchfloor.logsentinel.routine import anything, check, loudest, papers, rush, seat, sweep
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_ASKING = 12
"""Ticks of asking before the first proposal."""


def _moves(scene: Scene, _draw: Stream) -> Action:
    return (
        (sweep(scene) if scene.tick < _ASKING else None)
        or _another(scene)
        or _anything_gentle(scene)
        or rush(scene)
        or check(scene)
        or sweep(scene)
        or Wait()
    )


def _another(scene: Scene) -> Action | None:
    if any(one.role == scene.role for one in scene.proposals):
        return None
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, papers(scene, kind), kind, slot)
    return None


def _anything_gentle(scene: Scene) -> Action | None:
    """Order the one thing that hurts nobody, so that the gate to the checks opens."""
    is_done = scene.last_landed() >= 0 or scene.is_waiting()
    if scene.role != COMMANDER or scene.phase != "mitigate" or is_done:
        return None
    return Mitigate("post_status", scene.names["edge"])


POLICY = Policy(
    name="severity_hedge",
    summary="Calls the first suspicion of each role middling, and reports it untreated.",
    seat=seat(_moves),
    is_lazy=True,
)
