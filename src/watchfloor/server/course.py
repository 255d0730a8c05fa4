"""The hidden world of the war-room by the minute, as it was and had one thing been otherwise."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.logsentinel import twin
from watchfloor.logsentinel.cells import DONE, FIXED, FIXED_AT, HELD, HELD_AT, STARTED, TICK
from watchfloor.logsentinel.chronicle import CURVES
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.kernel import tick
from watchfloor.logsentinel.latent import Latent, latent
from watchfloor.logsentinel.mitigations import MITIGATIONS
from watchfloor.logsentinel.state import Entry, State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.logsentinel.transition import open_with, to_move
from watchfloor.play.reward import Recipe
from watchfloor.play.trajectory import Trajectory

WORLDS: dict[str, twin.Change] = {
    "attack": twin.without_attack,
    "instructions": twin.without_injection,
    "blindness": twin.with_full_telemetry,
}
"""What can be taken out of the world."""
TEAM = "team"


class Curve(msgspec.Struct, frozen=True):
    """One hidden quantity, minute by minute."""

    label: str
    suffix: str
    full: float
    """What fills the picture, if nothing goes beyond it."""
    values: tuple[float, ...]


class Order(msgspec.Struct, frozen=True):
    """A mitigation: when it was ordered, and when it took effect."""

    turn: int
    mitigation: str
    service: str
    role: str
    ordered: int
    landed: int


class Fate(msgspec.Struct, frozen=True):
    """What really happened, and what became of it."""

    incident: str
    family: str
    service: str
    began: int
    held: int
    """The minute, or -1."""
    ended: int
    """The minute, or -1."""


class Course(msgspec.Struct, frozen=True):
    """How the hidden world went, on to its horizon."""

    left: int
    """The minute at which the room was left."""
    curves: tuple[Curve, ...]
    orders: tuple[Order, ...]
    fates: tuple[Fate, ...]


class Twin(msgspec.Struct, frozen=True):
    """The same episode had one thing been otherwise."""

    without: str
    as_played: twin.Result
    result: twin.Result
    course: Course


def told(states: Sequence[State]) -> Course:
    """Return how the hidden world went along *states*."""
    last = states[-1]
    moments = {state.cells[TICK]: latent(last.world, state.cells) for state in states}
    cells = list(last.cells)
    for _ in range(cells[TICK], last.world.plan.horizon):
        tick(last.world, cells)
        moments[cells[TICK]] = latent(last.world, cells)
    return Course(
        last.cells[TICK],
        tuple(_curves(_by_minute(moments))),
        tuple(_orders(last)),
        tuple(_fates(last, cells)),
    )


def _by_minute(moments: dict[int, Latent]) -> list[Latent]:
    """Return what was the case each minute; what was not looked at is as it was before."""
    found = [moments[min(moments)]]
    for now in range(1, max(moments) + 1):
        found.append(moments.get(now, found[-1]))
    return found


def _curves(moments: Sequence[Latent]) -> Iterator[Curve]:
    for it in CURVES:
        values = tuple(round(it.read(moment) / it.unit, 4) for moment in moments)
        yield Curve(it.label, it.suffix, it.full / it.unit, values)


def _orders(last: State) -> Iterator[Order]:
    for turn, entry in enumerate(last.timeline, start=1):
        if _is_order(entry):
            mitigation, service, *_ = entry.words
            lands = entry.tick + MITIGATIONS[mitigation].delay
            yield Order(turn, mitigation, service, entry.role, entry.tick, lands)


def _is_order(entry: Entry) -> bool:
    return entry.move == "mitigate" and entry.status == "ok"


def _fates(last: State, cells: Sequence[int]) -> Iterator[Fate]:
    for number, incident in enumerate(last.world.incidents):
        kind = INCIDENT_TYPES[TYPE_NAMES[incident.kind]]
        began, done = cells[STARTED + number], cells[DONE + number]
        if began >= 0:
            held = cells[HELD_AT + number] if done & HELD else -1
            ended = cells[FIXED_AT + number] if done & FIXED else -1
            service = last.world.names[incident.service]
            yield Fate(kind.name, kind.family, service, began, held, ended)


def otherwise(trajectory: Trajectory, states: Sequence[Any], without: str) -> Twin:
    """Return *trajectory*, of which *states* are known, *without* the team, a turn, or the like."""
    first: State = states[0]
    found = _played(first, trajectory, without)
    recipe: Recipe = trajectory.header.recipe
    as_played = twin.result(states[-1], recipe)
    return Twin(without, as_played, twin.result(found[-1], recipe), told(found))


def _played(first: State, trajectory: Trajectory, without: str) -> list[State]:
    """Return the states of the episode that was otherwise."""
    if without == TEAM:
        return [first]
    left_out = 0
    if without.isascii() and without.isdigit() and len(without) <= len(str(len(trajectory.turns))):
        left_out = int(without)
        if not 1 <= left_out <= len(trajectory.turns):
            message = f"the episode has no turn {left_out}; give 1 to {len(trajectory.turns)}"
            raise BadInput(message)
        start = first
    else:
        change = named("twin", without, {**WORLDS, TEAM: None})
        start = open_with(change(first.world), first.mode) if change else first
    states = [start]
    for turn in trajectory.turns:
        if to_move(states[-1]) is None:
            break
        states.append(twin.replayed(states[-1], (turn,), left_out))
    return states
