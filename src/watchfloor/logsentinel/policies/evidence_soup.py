"""Proposes what its evidence names most, and cites all that it has."""

from watchfloor.logsentinel.actions import Handoff, Wait
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import anything, check, loudest, rush, seat, sweep, treat
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.policy import Policy
from watchfloor.seeds import Stream

_ASKING = 16
"""Ticks of asking before the first proposal."""


def _moves(scene: Scene, _draw: Stream) -> Action:
    return (
        (sweep(scene) if scene.tick < _ASKING else None)
        or _broadcast(scene)
        or _another(scene)
        or treat(scene)
        or rush(scene)
        or check(scene)
        or sweep(scene)
        or Wait()
    )


def _broadcast(scene: Scene) -> Action | None:
    """Hand everything on to the next seat while nothing is proposed."""
    own = [one.id for one in scene.held if not one.giver]
    if scene.phase != "detect" or not own or scene.turn % 3 or scene.tick > 2 * _ASKING:
        return None
    order = tuple(ROLES)
    receiver = order[(order.index(scene.role) + 1) % len(order)]
    return Handoff(receiver, tuple(own[-4:]))


def _another(scene: Scene) -> Action | None:
    if any(one.role == scene.role for one in scene.proposals):
        return None
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, scene.held, kind, slot)
    return None


POLICY = Policy(
    name="evidence_soup",
    summary="Proposes what its evidence names most, and cites all that it has.",
    seat=seat(_moves),
    is_lazy=True,
)
