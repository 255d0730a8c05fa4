"""A detection, and its opinion.

A rule reads the events of one type. It fires on each that matches, or on a tally of them, or on one
that follows another. It carries the events that it must and must not fire on, so it is proved by
existing. An alert is an opinion: only a verifier knows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

import msgspec

from watchfloor.world.event import Event
from watchfloor.world.timeline import HOUR

Grade: TypeAlias = Literal["attempt", "entry", "code", "grave"]
"""What a firing speaks of: a try without success, a way in from outside, the adversary's code on a
machine, or harm beyond that."""

Actor: TypeAlias = Literal["user", "source_ip"]


class Tally(msgspec.Struct, frozen=True):
    """How many different values, of one column, for one value of another, within a time.

    Values are compared without case, and what leaves a column empty has no value to compare.
    """

    of: str
    by: str
    at_least: int
    within: int = HOUR
    at: str = ""
    """A second column that has to agree, if one is named."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """An event that has to come before, with the same value in one column."""

    on: str
    matches: Callable[[Event], bool]
    mine: str
    theirs: str
    within: int = HOUR


class Edge(msgspec.Struct, frozen=True):
    """The least number, in one column, that matches."""

    column: str
    at_least: int


class Alert(msgspec.Struct, frozen=True):
    """One firing of a rule."""

    rule: str
    second: int
    summary: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """What a detection looks for, with the technique it belongs to and its own proof."""

    name: str
    summary: str
    technique: str
    """The ATT&CK id, version 19."""
    grade: Grade
    on: str
    """The type of event it reads."""
    matches: Callable[[Event], bool]
    programs: tuple[str, ...] = ()
    """The programs that it fires on and no others, in small letters, if it names them."""
    actor: Actor = "user"
    """The column that says who did it, for the calendar to be asked."""
    tally: Tally | None = None
    after: Earlier | None = None
    edge: Edge | None = None
    fires_on: tuple[tuple[Event, ...], ...]
    silent_on: tuple[tuple[Event, ...], ...]

    def firings(self, events: Sequence[Event]) -> list[tuple[Event, ...]]:
        """Return the events that prove each firing on *events*, which are in order of time."""
        matched = [event for event in events if event.type == self.on and self.matches(event)]
        if not matched:
            return []
        if self.tally is not None:
            return tallied(self.tally, matched)
        if self.after is not None:
            return followed(self.after, matched, events)
        return [(event,) for event in matched]

    def alerts(self, events: Sequence[Event]) -> tuple[Alert, ...]:
        """Return one alert for each time the rule fires on *events*."""
        return tuple(
            Alert(self.name, proof[-1].second, self.summary, tuple(event.id for event in proof))
            for proof in self.firings(events)
        )


def tallied(tally: Tally, matched: Sequence[Event]) -> list[tuple[Event, ...]]:
    """Return, for each group of *matched*, all its events in the windows that reach *tally*."""
    columns = (tally.by, tally.at) if tally.at else (tally.by,)
    groups: dict[tuple[str | int, ...], list[Event]] = {}
    for event in matched:
        key = tuple(_folded(event, column) for column in columns)
        if all(key):
            groups.setdefault(key, []).append(event)
    found = [proof for group in groups.values() for proof in _reaching(tally, group)]
    return sorted(found, key=lambda proof: proof[-1].second)


def _reaching(tally: Tally, group: Sequence[Event]) -> list[tuple[Event, ...]]:
    """Return the events of the windows that reach *tally*; windows that overlap are one proof."""
    seconds = [event.second for event in group]
    values = [_folded(event, tally.of) for event in group]
    if len({value for value in values if value}) < tally.at_least:
        return []
    if seconds[-1] - seconds[0] <= tally.within and seconds == sorted(seconds):
        return [tuple({event.id: event for event in group}.values())]
    proofs: list[dict[str, Event]] = []
    reached = 0
    for end in seconds:
        places = [place for place, at in enumerate(seconds) if 0 <= end - at <= tally.within]
        if len({values[place] for place in places if values[place]}) < tally.at_least:
            continue
        if not proofs or end - reached > tally.within:
            proofs.append({})
        proofs[-1].update((group[place].id, group[place]) for place in places)
        reached = end
    return [tuple(proof.values()) for proof in proofs]


def _folded(event: Event, column: str) -> str | int:
    """Return what *event* has in *column*, a text without its case."""
    value: str | int = getattr(event, column)
    return value.lower() if isinstance(value, str) else value


def followed(
    earlier: Earlier, matched: Sequence[Event], events: Sequence[Event]
) -> list[tuple[Event, ...]]:
    """Return each of *matched* with each of *events* that it follows."""
    return [
        (before, event)
        for event in matched
        if (value := _folded(event, earlier.mine))
        for before in events
        if before.type == earlier.on
        and 0 < event.second - before.second <= earlier.within
        and _folded(before, earlier.theirs) == value
        and earlier.matches(before)
    ]
