"""Every rule over every event, once: what fired, where, by whom and on what proof."""

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from operator import attrgetter
from typing import NamedTuple, TypeAlias

import msgspec

from watchfloor.world.entities import is_outside
from watchfloor.world.event import Event
from watchfloor.world.rule import Firing, Grade, Key, Matches, Rule
from watchfloor.world.rules import RULES


class Signal(msgspec.Struct, frozen=True, gc=False):
    """One firing of a rule, or all firings on one run of a tally, with the events that prove it.

    Where they differ, it goes by the name of who and where was first.
    """

    rule: str
    grade: Grade
    events: tuple[Event, ...]

    @property
    def host(self) -> str:
        """Return the machine that recorded it first."""
        return self.events[0].host

    @property
    def user(self) -> str:
        """Return the account that acted first."""
        return self.events[0].user

    @property
    def actor(self) -> str:
        """Return who did it first, as the calendar would have it."""
        return actor(RULES[self.rule], self.events[0])

    @property
    def address(self) -> str:
        """Return the address outside that it first came from or went to, if there is one."""
        return address(self.events[0])

    @property
    def first(self) -> int:
        """Return the second at which it began."""
        return self.events[0].second

    @property
    def last(self) -> int:
        """Return the second at which it ended."""
        return self.events[-1].second

    @property
    def proof(self) -> tuple[str, ...]:
        """Return the ids of its events."""
        return tuple([event.id for event in self.events])


def actor(rule: Rule, event: Event) -> str:
    """Return who did what *rule* finds in *event*: an account or an address."""
    return event.user if rule.actor == "user" else event.source_ip


def address(event: Event) -> str:
    """Return the address outside that *event* came from or went to, if there is one."""
    if event.source_ip and is_outside(event.source_ip):
        return event.source_ip
    return event.target_ip if event.target_ip and is_outside(event.target_ip) else ""


class Weighed(msgspec.Struct, frozen=True, dict=True):
    """What a rule that takes several events has to weigh."""

    rule: Rule
    before: list[Event]
    matched: list[Event]

    def may_fire(self) -> bool:
        """Return whether there are events enough."""
        tally = self.rule.tally
        return bool(self.matched) if tally is None else len(self.matched) >= tally.at_least

    @cached_property
    def firings(self) -> list[Firing]:
        """What the rule makes of all of them."""
        return self.rule.weighed(self.before, self.matched)


class Sighted(msgspec.Struct, frozen=True):
    """What the rules look for, found in events."""

    alone: list[tuple[Rule, Event]]
    """The events that are enough for a rule."""
    together: dict[str, Weighed]
    """The events that it takes several of, by the name of the rule."""


_ALONE, _MATCHED, _BEFORE, _AFTER = range(4)
"""What a reader finds: enough, one of several, something before, or what may follow it."""

Reader: TypeAlias = tuple[Rule, Matches | None, int]
"""A rule, what it asks for besides its key, and what it finds so."""


class _Readers(NamedTuple):
    """The rules that read one type of event."""

    column: Callable[[Event], str]
    """The column by which they are looked up; the type itself if none of them can be."""
    by_key: dict[str, tuple[Reader, ...]]
    """Those to ask, by what that column has, in small letters."""
    others: tuple[Reader, ...]
    """Those to ask where it has something else."""


def _readers(kind: str) -> _Readers:
    found: list[tuple[Key | None, Reader]] = []
    for rule in RULES.values():
        if rule.after is not None and rule.after.on == kind:
            found.append((rule.after.key, (rule, rule.after.matches, _BEFORE)))
        if rule.on == kind:
            found.append((rule.key, (rule, rule.matches, _place(rule))))
    keys = [key for key, _ in found if key is not None]
    column = keys[0].column if keys else "type"
    values = sorted({value for key in keys if key.column == column for value in key.values})
    by_key = {
        value: tuple(reader for key, reader in found if _may_have(key, column, value))
        for value in values
    }
    others = tuple(reader for key, reader in found if key is None or key.column != column)
    return _Readers(attrgetter(column), by_key or {kind: others}, others)


def _place(rule: Rule) -> int:
    if rule.after is not None:
        return _AFTER
    return _ALONE if rule.tally is None else _MATCHED


def _may_have(key: Key | None, column: str, value: str) -> bool:
    """Return whether what *key* asks for leaves *column* free to have *value*."""
    return key is None or key.column != column or value in key.values


def _types() -> list[str]:
    rules = RULES.values()
    return sorted({rule.on for rule in rules} | {rule.after.on for rule in rules if rule.after})


_READERS = {kind: _readers(kind) for kind in _types()}
_NOBODY = _Readers(attrgetter("type"), {}, ())


def sighted(events: Iterable[Event]) -> Sighted:
    """Return what the rules look for in *events*, which are in order of time."""
    alone: list[tuple[Rule, Event]] = []
    together: dict[str, Weighed] = {}
    readers_of = _READERS.get
    for event in events:
        column, by_key, readers = readers_of(event.type, _NOBODY)
        value = column(event)
        # Nearly all is in small letters, and then needs no copy.
        for rule, matches, place in by_key.get(value) or by_key.get(value.lower(), readers):
            if matches is None or matches(event):
                if place:
                    _put(together, rule, event, place)
                else:
                    alone.append((rule, event))
    return Sighted(alone, together)


def noted(event: Event) -> tuple[str, ...]:
    """Return the rules that take note of *event*, as what they look for or what comes before."""
    column, by_key, readers = _READERS.get(event.type, _NOBODY)
    asked = by_key.get(column(event).lower(), readers)
    if not asked:
        return ()
    found = [rule.name for rule, matches, _ in asked if matches is None or matches(event)]
    return tuple(dict.fromkeys(found))


def _put(together: dict[str, Weighed], rule: Rule, event: Event, place: int) -> None:
    """Put *event* where *rule* weighs it, unless it is to follow something that has not been."""
    weighed = together.get(rule.name)
    if weighed is None:
        if place == _AFTER:
            return
        weighed = together[rule.name] = Weighed(rule, [], [])
    (weighed.before if place == _BEFORE else weighed.matched).append(event)


Covers: TypeAlias = Callable[[Rule, Event], object]
"""Whether what a rule finds in an event is covered, or by what."""


def signals(events: Sequence[Event]) -> list[Signal]:
    """Return what the rules find in *events*, which are in order of time."""
    return heard(sighted(events))


def heard(found: Sighted, is_covered: Covers | None = None) -> list[Signal]:
    """Return what the rules make of what was *found*, without what *is_covered*."""
    signs = [
        Signal(rule.name, rule.grade, (event,))
        for rule, event in found.alone
        if is_covered is None or not is_covered(rule, event)
    ]
    for several in found.together.values():
        rule, firings = several.rule, several.firings
        if is_covered is not None:
            before = [event for event in several.before if not is_covered(rule, event)]
            matched = [event for event in several.matched if not is_covered(rule, event)]
            if (before, matched) != (several.before, several.matched):
                firings = rule.weighed(before, matched)
        signs += [Signal(rule.name, rule.grade, run) for run in rule.runs(firings)]
    return signs
