"""The same episode, had one thing been otherwise: its world, or one of the moves.

Noise depends on the tick alone, so that what comes out otherwise is caused by what was changed.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from watchfloor.logsentinel.actions import Wait
from watchfloor.logsentinel.cells import FLOOR
from watchfloor.logsentinel.evidence import Evidence
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.outbreak import TIME, Incident
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import ROLE_INDEX, SHOWN, TYPE_NAMES
from watchfloor.logsentinel.terms import TERMS
from watchfloor.logsentinel.transition import apply, open_with, to_move
from watchfloor.logsentinel.verifier import judge
from watchfloor.logsentinel.world import World, assembled
from watchfloor.play.action import Action, Malformed, parse
from watchfloor.play.reward import Recipe
from watchfloor.play.trajectory import Turn


class Result(msgspec.Struct, frozen=True):
    """What an episode came to."""

    total: int
    """What each seat earned, in millionths."""
    outcome: int
    containment: int
    restoration: int
    lost: int
    """User minutes."""


class Worth(msgspec.Struct, frozen=True):
    """What one mitigation of an episode was worth: what would have been missing without it."""

    turn: int
    tick: int
    role: str
    mitigation: str
    service: str
    is_backed: bool
    total: int
    outcome: int
    saved: int
    """User minutes; below 0 if it cost more than it saved."""


Change = Callable[[World], World]


def without_attack(world: World) -> World:
    """Return *world* in which nobody attacks; outages, red herrings and noise stay as they are."""
    incidents = tuple(
        it._replace(starts=world.plan.horizon, trigger=TIME, parent=-1)
        if INCIDENT_TYPES[TYPE_NAMES[it.kind]].family == "security"
        else it
        for it in world.incidents
    )
    return _remade(world, incidents, world.evidence)


def without_injection(world: World) -> World:
    """Return *world* in which no line holds an instruction."""
    return _remade(world, world.incidents, tuple(it._replace(planted="") for it in world.evidence))


def with_full_telemetry(world: World) -> World:
    """Return *world* in which every sensor works and no alert is lost among others."""
    incidents = tuple(it._replace(is_hushed=False) for it in world.incidents)
    evidence = tuple(
        it._replace(is_pushed=_is_alert(it, incidents[it.incident])) if it.incident >= 0 else it
        for it in world.evidence
    )
    return assembled(world.seed, world.plan, world.estate, (incidents, evidence), ((), ()))


def _is_alert(it: Evidence, incident: Incident) -> bool:
    return any(
        shown.is_pushed
        for shown in SHOWN[incident.kind]
        if (shown.rule, shown.delay) == (it.rule, it.delay)
        and it.service == (incident.service if shown.slot < 0 else shown.slot)
    )


def _remade(world: World, incidents: tuple[Incident, ...], evidence: tuple[Evidence, ...]) -> World:
    faults = (world.silent, world.lying)
    return assembled(world.seed, world.plan, world.estate, (incidents, evidence), faults)


def replayed(first: State, turns: Sequence[Turn], left_out: int = 0) -> State:
    """Return the last state when *turns* are played from *first*.

    The turn counted *left_out*, from 1, is waited away. Every role has the floor when it had it,
    and whatever comes after the end is not heard.
    """
    state = first
    for turn in turns:
        if to_move(state) is None:
            break
        state = apply(_given(state, turn.role), _move(turn, turn.index == left_out)).state
    return state


def _given(state: State, role: str) -> State:
    """Return *state* with *role* having the floor."""
    cells = list(state.cells)
    cells[FLOOR] = ROLE_INDEX[role]
    return replace(state, cells=tuple(cells))


def _move(turn: Turn, is_left_out: bool) -> Action | Malformed:  # noqa: FBT001  # private
    return Wait() if is_left_out else parse(turn.reply, ROLES[turn.role].moves)


def in_another_world(first: State, turns: Sequence[Turn], change: Change) -> State:
    """Return the last state when *turns* are played in the world of *first* after a *change*."""
    return replayed(open_with(change(first.world), first.mode), turns)


def result(state: State, recipe: Recipe) -> Result:
    """Return what *state* comes to at the prices of *recipe*."""
    verdict = judge(state)[0]
    return Result(
        total=recipe.price(verdict, TERMS).total,
        outcome=int(verdict["outcome"].value),
        containment=int(verdict["containment"].value),
        restoration=int(verdict["restoration"].value),
        lost=int(verdict["user_minutes_lost"].value),
    )


def worths(first: State, turns: Sequence[Turn], recipe: Recipe) -> tuple[Worth, ...]:
    """Return what each mitigation ordered in *turns* was worth, in the order of the orders."""
    whole = result(replayed(first, turns), recipe)
    return tuple(
        Worth(
            turn=order.turn,
            tick=order.tick,
            role=order.role,
            mitigation=order.mitigation,
            service=order.service,
            is_backed=order.is_backed,
            total=whole.total - less.total,
            outcome=whole.outcome - less.outcome,
            saved=less.lost - whole.lost,
        )
        for order in _orders(first, turns)
        for less in (result(replayed(first, turns, order.turn), recipe),)
    )


class _Order(NamedTuple):
    """A mitigation that was ordered."""

    turn: int
    tick: int
    role: str
    mitigation: str
    service: str
    is_backed: bool


def _orders(first: State, turns: Sequence[Turn]) -> Iterator[_Order]:
    """Return the mitigations that were ordered and not refused in *turns*."""
    state = first
    for turn in turns:
        state = replayed(state, (turn,))
        entry = state.timeline[-1]
        if entry.move == "mitigate" and entry.status == "ok":
            mitigation, service, *backing = entry.words
            yield _Order(
                turn.index, entry.tick, turn.role, mitigation, service, is_backed=bool(backing)
            )
