"""Asks everything, proposes whatever has any evidence, and plays every playbook."""

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.procedure import next_step
from watchfloor.logsentinel.routine import (
    anything,
    check,
    loudest,
    papers,
    rush,
    seat,
    sweep,
    treat,
)
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
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
    if len(scene.proposals) >= 6 or scene.phase not in ("detect", "triage"):
        return None
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, papers(scene, kind), kind, slot)
    return None


POLICY = Policy(
    name="playbook_spray",
    summary="Asks everything, proposes whatever has any evidence, and plays every playbook.",
    seat=seat(_moves),
    is_lazy=True,
)
