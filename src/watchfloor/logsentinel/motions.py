"""The ways of the lazy, whatever they go by when they propose something.

Each takes a choice, which turns a scene into a proposal or nothing. Of most ways there are two
policies: one goes by what its evidence names most, and one by the ranking of an honest analyst.
"""

from collections.abc import Callable
from typing import TypeAlias

from watchfloor.logsentinel.actions import Advance, Handoff, Mitigate, Propose, Wait, Withdraw
from watchfloor.logsentinel.analyst import MOST_CITED, suspicions
from watchfloor.logsentinel.procedure import COMMANDER, next_step
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.routine import (
    Moves,
    anything,
    carry_on,
    check,
    loudest,
    papers,
    rush,
    sweep,
    treat,
)
from watchfloor.logsentinel.scene import Scene
from watchfloor.play.action import Action
from watchfloor.play.reward import ONE
from watchfloor.seeds import Stream

Choice: TypeAlias = Callable[[Scene], Action | None]
"""What to propose next, if anything."""

_LONG, _SHORT = 16, 12
"""Ticks of asking before the first proposal."""
MOST = 6


def loud(scene: Scene) -> Action | None:
    """Propose what the evidence names most, on what names it, and then whatever is there."""
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, papers(scene, kind), kind, slot)
    return None


def loud_on_all(scene: Scene) -> Action | None:
    """Propose what the evidence names most, on all that there is."""
    for kind, slot in loudest(scene)[:1]:
        return anything(scene, scene.held, kind, slot)
    return None


def ranked(scene: Scene) -> Action | None:
    """Propose what an analyst would find likeliest, on what an analyst would cite."""
    said = {(one.incident_type, one.slot) for one in scene.proposals}
    for one in suspicions(scene.held, scene.names, ONE):
        if (one.incident_type, one.slot) not in said and len(one.cited) > 1:
            return Propose(one.incident_type, scene.names[one.slot], one.cited, then=COMMANDER)
    return None


def ranked_on_all(scene: Scene) -> Action | None:
    """Propose what an analyst would find likeliest, on all that there is."""
    found = ranked(scene)
    if not isinstance(found, Propose):
        return None
    rest = (one.id for one in scene.held)
    soup = tuple(dict.fromkeys((*found.evidence, *rest)))[:MOST_CITED]
    return Propose(found.incident_type, found.service, soup, then=COMMANDER)


def once_each(choice: Choice) -> Choice:
    """Return *choice* for the first proposal of each role, and nothing after it."""

    def chosen(scene: Scene) -> Action | None:
        is_done = any(one.role == scene.role for one in scene.proposals)
        return None if is_done else choice(scene)

    return chosen


def soup(choice: Choice) -> Moves:
    """Return the way of who asks a while, gives everything to the next and proposes once."""
    first = once_each(choice)

    def moves(scene: Scene, _draw: Stream) -> Action:
        return (
            (sweep(scene) if scene.tick < _LONG else None)
            or broadcast(scene)
            or first(scene)
            or carry_on(scene)
        )

    return moves


def broadcast(scene: Scene) -> Action | None:
    """Hand everything on to the next seat while nothing is proposed."""
    own = [one.id for one in scene.held if not one.giver]
    if scene.phase != "detect" or not own or scene.turn % 3 or scene.tick > 2 * _LONG:
        return None
    order = tuple(ROLES)
    receiver = order[(order.index(scene.role) + 1) % len(order)]
    return Handoff(receiver, tuple(own[-4:]))


def spray(choice: Choice) -> Moves:
    """Return the way of who asks a while, proposes all that there is and plays every playbook."""

    def moves(scene: Scene, _draw: Stream) -> Action:
        is_early = scene.phase in ("detect", "triage") and len(scene.proposals) < MOST
        return (
            (sweep(scene) if scene.tick < _LONG else None)
            or (choice(scene) if is_early else None)
            or treat(scene)
            or (rush(scene) if _is_ready(scene) else None)
            or check(scene)
            or sweep(scene)
            or Wait()
        )

    return moves


def _is_ready(scene: Scene) -> bool:
    is_half_over = scene.tick > scene.horizon // 2
    return scene.phase != "mitigate" or is_half_over or next_step(scene) is not None


def sniff(choice: Choice) -> Moves:
    """Return the way of who treats what looks sick when checked, and takes the rest back."""

    def moves(scene: Scene, _draw: Stream) -> Action:
        is_open = scene.phase != "report" and len(scene.proposals) < MOST
        return (
            (sweep(scene) if scene.tick < _SHORT else None)
            or _take_back(scene)
            or check(scene)
            or (choice(scene) if is_open else None)
            or treat(scene)
            or _to_and_fro(scene)
            or sweep(scene)
            or Wait()
        )

    return moves


def _take_back(scene: Scene) -> Action | None:
    """Withdraw what a check has found well before anything was done about it."""
    for one in scene.under_discussion():
        is_treated = any(done.proposal == one.id for done in scene.ordered)
        if one.check == "well" and one.role == scene.role and not is_treated:
            return Withdraw(one.id)
    return None


def _to_and_fro(scene: Scene) -> Action | None:
    """Go back and forth between treating and checking."""
    is_treating = scene.phase == "mitigate" and not scene.is_waiting() and not next_step(scene)
    if scene.role == COMMANDER and is_treating and scene.last_landed() >= 0:
        return Advance("verify")
    return rush(scene)


def hedge(choice: Choice) -> Moves:
    """Return the way of who calls one suspicion of each role middling, and treats none of them."""
    first = once_each(choice)

    def moves(scene: Scene, _draw: Stream) -> Action:
        return (
            (sweep(scene) if scene.tick < _SHORT else None)
            or first(scene)
            or gesture(scene)
            or rush(scene)
            or check(scene)
            or sweep(scene)
            or Wait()
        )

    return moves


def gesture(scene: Scene) -> Action | None:
    """Order the one thing that hurts nobody, so that the gate to the checks opens."""
    is_done = scene.last_landed() >= 0 or scene.is_waiting()
    if scene.role != COMMANDER or scene.phase != "mitigate" or is_done:
        return None
    return Mitigate("post_status", scene.names["edge"], then=COMMANDER)


def solo(choice: Choice) -> Moves:
    """Return the way of a commander who keeps the floor."""
    first = once_each(choice)

    def moves(scene: Scene, _draw: Stream) -> Action:
        if scene.role != COMMANDER:
            return Wait(then=COMMANDER)
        return first(scene) or gesture(scene) or rush(scene) or sweep(scene) or Wait(then=COMMANDER)

    return moves
