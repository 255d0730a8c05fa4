"""A Sigma correlation, read as a question about many events.

A chain is just enough events that match: as many as are counted, or one for each rule in turn. Its
first and its last are at most a timespan apart. Groups are told apart without case, and an event
that lacks what it is grouped by belongs to none. What Sigma has no word for, a pace, is a key of
our own beside the correlation.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Literal, TypeAlias

import msgspec

from watchfloor.errors import BadInput
from watchfloor.opensoc.declared_rule import Found, Level, column_named, known, value
from watchfloor.world.event import Event

_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}

Chain: TypeAlias = tuple[Event, ...]
"""The events that together prove something, in order of time."""


class Threshold(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many there have to be, of events or of different values in a column."""

    gte: int
    field: str = ""


class Correlation(
    msgspec.Struct,
    frozen=True,
    forbid_unknown_fields=True,
    kw_only=True,
    rename={"group_by": "group-by"},
):
    """What has to come together."""

    type: Literal["event_count", "value_count", "temporal_ordered"]
    rules: tuple[str, ...]
    group_by: tuple[str, ...]
    timespan: str
    aliases: dict[str, dict[str, str]] = {}
    """The column that each rule groups by, where they have other names for it."""
    condition: Threshold | None = None


class Pace(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How much longer than the shortest pause between events the longest may be."""

    hundredths: int
    """Of the shortest, at most."""


class CorrelationDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Sigma correlation as it is written."""

    title: str
    id: str
    name: str
    status: Literal["test", "stable", "experimental"]
    description: str
    taxonomy: Literal["soc"]
    correlation: Correlation
    pace: Pace | None = None
    level: Level
    tags: tuple[str, ...] = ()


def check(document: CorrelationDocument, rules: Mapping[str, object]) -> None:
    """Refuse *document* if it names *rules* or columns that there are not, or counts nothing."""
    asked = document.correlation
    for rule in asked.rules:
        known(f"rule for correlation {document.name!r}", rule, rules)
        for name in asked.group_by:
            column_named(asked.aliases.get(name, {}).get(rule, name))
    seconds(asked.timespan)
    is_sequence = asked.type == "temporal_ordered"
    if is_sequence != (asked.condition is None) or (is_sequence and len(asked.rules) < 2):
        message = (
            f"correlation {document.name!r} is a {asked.type}, "
            "expected a condition for a count, or two rules or more and no condition for an order"
        )
        raise BadInput(message)
    if asked.condition is not None and (asked.type == "value_count") != bool(asked.condition.field):
        message = f"correlation {document.name!r} is a {asked.type}; name a field for values only"
        raise BadInput(message)
    if asked.condition is not None and asked.condition.field:
        column_named(asked.condition.field)
    if document.pace is not None and asked.type != "event_count":
        message = f"correlation {document.name!r} is a {asked.type}; keep a pace for events only"
        raise BadInput(message)


def seconds(timespan: str) -> int:
    """Return *timespan*, a number and a unit, in seconds.

    >>> seconds("90m")
    5400
    """
    if not re.fullmatch(r"[0-9]+[smhd]", timespan):
        message = f"{timespan!r} is no timespan, expected a number and one of s, m, h, d"
        raise BadInput(message)
    return int(timespan[:-1]) * _SECONDS[timespan[-1]]


def chains(document: CorrelationDocument, matched: Mapping[str, Sequence[Event]]) -> list[Chain]:
    """Return what is just enough for *document* of the events that *matched* each rule, by time."""
    asked = document.correlation
    groups: dict[tuple[Found, ...], dict[str, list[Event]]] = {}
    for rule in asked.rules:
        for event in matched[rule]:
            key = tuple(
                found
                for name in asked.group_by
                if (found := value(event, asked.aliases.get(name, {}).get(rule, name)))
            )
            if len(key) == len(asked.group_by):
                groups.setdefault(key, {}).setdefault(rule, []).append(event)
    chained = [chain for group in groups.values() for chain in _proofs(asked, group)]
    return [chain for chain in chained if _keeps(document.pace, chain)]


def _proofs(asked: Correlation, group: Mapping[str, Sequence[Event]]) -> list[Chain]:
    if asked.condition is not None:
        once = {event.id: event for part in group.values() for event in part}
        alike = sorted(once.values(), key=lambda event: event.second)
        return _counted(asked.condition, seconds(asked.timespan), alike)
    found: list[Chain] = [()]
    for rule in asked.rules:
        found = [
            (*chain, event)
            for chain in found
            for event in group.get(rule, ())
            if not chain
            or chain[-1].second < event.second <= chain[0].second + seconds(asked.timespan)
        ]
    return found


def _counted(threshold: Threshold, timespan: int, alike: Sequence[Event]) -> list[Chain]:
    """Return every choice of *alike*, in their order, that just reaches *threshold*."""
    held = [(event, value(event, threshold.field or "id")) for event in alike]
    found: list[tuple[int, Chain, tuple[Found, ...]]] = [(0, (), ())]
    for _ in range(threshold.gte):
        found = [
            (place, (*chain, event), (*values, own))
            for start, chain, values in found
            for place, (event, own) in enumerate(held[start:], start=start + 1)
            if own is not None
            and own not in values
            and (not chain or event.second <= chain[0].second + timespan)
        ]
    return [chain for _, chain, _ in found]


def _keeps(pace: Pace | None, chain: Chain) -> bool:
    """Return whether the pauses of *chain* are alike, if a *pace* is asked for."""
    if pace is None:
        return True
    moments = [event.second for event in chain]
    pauses = sorted(later - sooner for sooner, later in pairwise(moments))
    return pauses[0] > 0 and pauses[-1] * 100 <= pauses[0] * pace.hundredths
