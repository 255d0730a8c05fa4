"""A Sigma correlation, read as a question about many events.

A window ends at an event that matches and begins a timespan before; both ends belong to it, and so
does whatever else happens in the same second. Groups are told apart without case, and an event that
lacks what it is grouped by belongs to none. Windows that share an event prove one thing together.
"""

import re
from collections.abc import Mapping, Sequence
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


class CorrelationDocument(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A Sigma correlation as it is written."""

    title: str
    id: str
    name: str
    status: Literal["test", "stable", "experimental"]
    description: str
    taxonomy: Literal["soc"]
    correlation: Correlation
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


def seconds(timespan: str) -> int:
    """Return *timespan*, a number and a unit, in seconds.

    >>> seconds("90m")
    5400
    """
    if not re.fullmatch(r"[0-9]+[smhd]", timespan):
        message = f"{timespan!r} is no timespan, expected a number and one of s, m, h, d"
        raise BadInput(message)
    return int(timespan[:-1]) * _SECONDS[timespan[-1]]


def chains(asked: Correlation, matched: Mapping[str, Sequence[Event]]) -> list[Chain]:
    """Return what proves *asked*, given the events that *matched* each rule, in order of time."""
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
    return [chain for group in groups.values() for chain in _proofs(asked, group)]


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
    """Return the events of each run of windows that reach *threshold*."""
    full: list[tuple[int, int]] = []
    for end in sorted({event.second for event in alike}):
        window = [event for event in alike if end - timespan <= event.second <= end]
        if _count(threshold, window) >= threshold.gte:
            begins = window[0].second
            if full and begins <= full[-1][1]:
                begins = full.pop()[0]
            full.append((begins, end))
    return [
        tuple(event for event in alike if begins <= event.second <= end) for begins, end in full
    ]


def _count(threshold: Threshold, window: Sequence[Event]) -> int:
    if not threshold.field:
        return len(window)
    values = {value(event, threshold.field) for event in window}
    return len(values - {None})
