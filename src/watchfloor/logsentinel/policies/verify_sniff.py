"""Treats what it looks at as sick if the check fails, and takes the rest back."""

from watchfloor.logsentinel.actions import Advance, Wait, Withdraw
from watchfloor.logsentinel.procedure import COMMANDER, next_step
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

_ASKING = 12
"""Ticks of asking before the first proposal."""


def _moves(scene: Scene, _draw: Stream) -> Action:
    return (
        (sweep(scene) if scene.tick < _ASKING else None)
        or _take_back(scene)
        or check(scene)
        or _another(scene)
        or treat(scene)
        or _sniff(scene)
        or sweep(scene)
        or Wait()
    )


def _take_back(scene: Scene) -> Action | None:
    """Withdraw what a check has found well before anything was done about it."""
    for one in scene.under_discussion():
        is_treated = any(done.proposal == one.id for done in scene.ordered)
        if one.check == "well" and one.role == scene.role and not is_treated:
            return Withdraw(one.id)
    return None


def _sniff(scene: Scene) -> Action | None:
    """Go back and forth between treating and checking."""
    is_treating = scene.phase == "mitigate" and not scene.is_waiting() and not next_step(scene)
    if scene.role == COMMANDER and is_treating and scene.last_landed() >= 0:
        return Advance("verify")
    return rush(scene)


def _another(scene: Scene) -> Action | None:
    if len(scene.proposals) >= 6 or scene.phase == "report":
        return None
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, papers(scene, kind), kind, slot)
    return None


POLICY = Policy(
    name="verify_sniff",
    summary="Treats what it looks at as sick if the check fails, and takes the rest back.",
    seat=seat(_moves),
    is_lazy=True,
)
