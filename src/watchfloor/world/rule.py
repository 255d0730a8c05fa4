"""A detection, and its opinion.

A rule reads the events of one type. It fires on each that matches, or on a tally of them, or on one
that follows another. It carries the events that it must and must not fire on, so it is proved by
existing. An alert is an opinion: only a verifier knows.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec

from watchfloor.world.event import Event
from watchfloor.world.timeline import HOUR

Grade: TypeAlias = Literal["attempt", "entry", "code", "grave"]
"""What a firing speaks of: a try without success, a way in from outside, the adversary's code on a
machine, or harm beyond that."""

Actor: TypeAlias = Literal["user", "source_ip"]


class Tally(msgspec.Struct, frozen=True):
    """How many different values of one column, for each text of others, within a time.

    They are compared without case, and what leaves a column empty has nothing to compare.
    """

    of: str
    by: tuple[str, ...]
    at_least: int
    within: int = HOUR
    is_steady: bool = False
    """Whether it counts events, between which the pauses have to be alike."""


SLACK = 125
"""Pauses are alike if the longest is at most so many hundredths of the shortest."""


class Key(msgspec.Struct, frozen=True):
    """The values that one column has to have, in small letters."""

    column: str
    values: tuple[str, ...]

    def holds(self, event: Event) -> bool:
        """Return whether *event* has one of them."""
        value: str = getattr(event, self.column)
        return value.lower() in self.values


Matches: TypeAlias = Callable[[Event], bool]


@dataclass(frozen=True, slots=True)
class Earlier:
    """An event that has to come before, with the same value in one column."""

    on: str
    mine: str
    theirs: str
    within: int = HOUR
    key: Key | None = None
    matches: Matches | None = None

    def finds(self, event: Event) -> bool:
        """Return whether *event* is one that may come before."""
        return event.type == self.on and _finds(self.key, self.matches, event)


class Edge(msgspec.Struct, frozen=True):
    """The least number, in one column, that matches."""

    column: str
    at_least: int


class Firing(msgspec.Struct, frozen=True, gc=False):
    """A least set of events on which a rule fires: without any one of them it would not.

    A count has so many of them that they are told together: all of `events`, and of `least` of the
    `groups` one each.
    """

    events: tuple[Event, ...]
    least: int = 0
    groups: tuple[tuple[Event, ...], ...] = ()

    def all_events(self) -> tuple[Event, ...]:
        """Return the events of all the sets that this stands for, in order of time."""
        if not self.groups:
            return self.events
        found = [*self.events, *(event for group in self.groups for event in group)]
        return tuple(sorted(found, key=_second))


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
    key: Key | None = None
    """What it asks for that can be looked up."""
    matches: Matches | None = None
    """What it asks for besides."""
    actor: Actor = "user"
    """The column that says who did it, for the calendar to be asked."""
    reaches: bool = False
    """Whether it shows the adversary on the machine that recorded it, short of running code."""
    tally: Tally | None = None
    after: Earlier | None = None
    edge: Edge | None = None
    fires_on: tuple[tuple[Event, ...], ...]
    silent_on: tuple[tuple[Event, ...], ...]

    def finds(self, event: Event) -> bool:
        """Return whether *event* is one that it looks for."""
        return event.type == self.on and _finds(self.key, self.matches, event)

    def firings(self, events: Sequence[Event]) -> list[Firing]:
        """Return each least set of *events*, which are in order of time, on which it fires."""
        matched = [event for event in events if self.finds(event)]
        if self.after is None:
            return self.weighed((), matched)
        return self.weighed([event for event in events if self.after.finds(event)], matched)

    def weighed(self, before: Sequence[Event], matched: Sequence[Event]) -> list[Firing]:
        """Return the firings on events that it has *matched*, some of which may come *before*."""
        if self.tally is not None:
            return counted(self.tally, matched)
        if self.after is not None:
            return followed(self.after, before, matched)
        return [Firing((event,)) for event in matched]

    def alerts(self, events: Sequence[Event]) -> tuple[Alert, ...]:
        """Return one alert for each time the rule fires on *events*."""
        return tuple(
            Alert(self.name, proof[-1].second, self.summary, tuple(event.id for event in proof))
            for proof in self.runs(self.firings(events))
        )

    def runs(self, firings: Sequence[Firing]) -> list[tuple[Event, ...]]:
        """Return the events of *firings*; what a tally counts more than once is one run."""
        found = [firing.all_events() for firing in firings]
        if self.tally is None or len(found) < 2:
            return found
        joined: list[dict[str, Event]] = []
        for events in found:
            run = {event.id: event for event in events}
            beside = [other for other in joined if not other.keys().isdisjoint(run)]
            joined = [other for other in joined if other not in beside]
            joined.append({name: it for part in (*beside, run) for name, it in part.items()})
        runs = [tuple(sorted(run.values(), key=_second)) for run in joined]
        return sorted(runs, key=lambda run: run[-1].second)


def _finds(key: Key | None, matches: Matches | None, event: Event) -> bool:
    return (key is None or key.holds(event)) and (matches is None or matches(event))


def has_any(text: str, words: Sequence[str]) -> bool:
    """Return whether one of *words* is in *text*."""
    for word in words:  # noqa: SIM110  # a generator costs more than the search
        if word in text:
            return True
    return False


def _second(event: Event) -> int:
    return event.second


def _folded(event: Event, column: str) -> str | int:
    """Return what *event* has in *column*, a text without its case."""
    value: str | int = getattr(event, column)
    return value.lower() if isinstance(value, str) else value


def counted(tally: Tally, matched: Sequence[Event]) -> list[Firing]:
    """Return the firings of *tally* on the events that it has *matched*."""
    if len(matched) < tally.at_least:
        return []
    weigh = _steady if tally.is_steady else _different
    return [firing for group in grouped(tally, matched) for firing in weigh(tally, group)]


def grouped(tally: Tally, matched: Iterable[Event]) -> list[list[Event]]:
    """Return those of *matched* that *tally* counts together, if they may be enough."""
    groups: dict[tuple[str, ...], list[Event]] = {}
    for event in matched:
        key = tuple([getattr(event, column).lower() for column in tally.by])
        if "" not in key and getattr(event, tally.of):
            groups.setdefault(key, []).append(event)
    return [sorted(it, key=_second) for it in groups.values() if len(it) >= tally.at_least]


def _different(tally: Tally, group: Sequence[Event]) -> Iterator[Firing]:
    """Return a firing for each widest window of *group* that holds enough different values."""
    end = 0
    for start, first in enumerate(group):
        last = end
        while end < len(group) and group[end].second - first.second <= tally.within:
            end += 1
        if end == last:
            continue
        values: dict[str | int, list[Event]] = {}
        for event in group[start:end]:
            values.setdefault(_folded(event, tally.of), []).append(event)
        if len(values) >= tally.at_least:
            yield _of_each(tally.at_least, [tuple(alike) for alike in values.values()])
        if end == len(group):
            return


def _of_each(least: int, groups: Sequence[tuple[Event, ...]]) -> Firing:
    """Return the firing on one event of each of *least* of *groups*."""
    if not least:
        return Firing(())
    if len(groups) == least and all(len(group) == 1 for group in groups):
        return Firing(tuple([group[0] for group in groups]))
    return Firing((), least, tuple(groups))


def _steady(tally: Tally, group: Sequence[Event]) -> Iterator[Firing]:
    """Return a firing for each choice from *group* of enough events with pauses that are alike."""
    least = tally.at_least
    if len(group) < 2 * least - 1 and is_steady(group):
        # One that is passed over makes a pause twice as long, and too few are left to match it.
        found = [tuple(group[start : start + least]) for start in range(len(group) - least + 1)]
    else:
        found = _alike(tally, group)
    for events in found:
        if events[-1].second - events[0].second <= tally.within:
            yield Firing(events)


def _alike(tally: Tally, group: Sequence[Event]) -> list[tuple[Event, ...]]:
    """Return each choice from *group* of enough events with pauses that are alike."""
    found: list[tuple[Event, ...]] = [(event,) for event in group]
    for _ in range(tally.at_least - 1):
        found = [
            (*events, event)
            for events in found
            for event in group
            if event.second > events[-1].second
            and event.second - events[0].second <= tally.within
            and is_steady((*events, event))
        ]
    return found


def is_steady(events: Sequence[Event], slack: int = SLACK) -> bool:
    """Return whether the pauses between *events* are alike, up to *slack* hundredths."""
    pauses = [after.second - before.second for before, after in pairwise(events)]
    return not pauses or 0 < 100 * max(pauses) <= slack * min(pauses)


def followed(earlier: Earlier, before: Sequence[Event], matched: Sequence[Event]) -> list[Firing]:
    """Return each of *matched* with each event *before* that it follows."""
    return [
        Firing((first, event))
        for event in matched
        if (value := _folded(event, earlier.mine))
        for first in before
        if 0 < event.second - first.second <= earlier.within
        and _folded(first, earlier.theirs) == value
    ]


def through(firing: Firing, wanted: Callable[[Event], bool]) -> list[Firing]:
    """Return the sets that *firing* stands for, of them those that hold an event that is wanted."""
    if not firing.groups:
        return [firing] if any(map(wanted, firing.events)) else []
    if any(map(wanted, firing.events)) or all(map(wanted, firing.all_events())):
        return [firing]
    return [
        _beside(firing, event, place)
        for place, group in enumerate(firing.groups)
        for event in group
        if wanted(event)
    ]


def _beside(firing: Firing, event: Event, place: int) -> Firing:
    """Return the sets of *firing* that take *event* from the group at *place*."""
    others = firing.groups[:place] + firing.groups[place + 1 :]
    rest = _of_each(firing.least - 1, others)
    events = tuple(sorted((*firing.events, event, *rest.events), key=_second))
    return Firing(events, rest.least, rest.groups)
