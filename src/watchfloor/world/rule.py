"""A detection, and its opinion.

A rule reads events and records and finds what looks hostile. It carries the events that it must
and must not fire on, so that it is proved by existing. An alert is an opinion: only a verifier
knows.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import msgspec

from watchfloor.world.event import Event

Finds = Callable[[Sequence[Event]], tuple[tuple[str, ...], ...]]
"""The ids of the events that prove it, once for each time the rule fires."""


class Alert(msgspec.Struct, frozen=True):
    """One firing of a rule."""

    rule: str
    second: int
    summary: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """What a detection looks for, with the technique it belongs to and its own proof."""

    name: str
    summary: str
    technique: str
    """The ATT&CK id."""
    finds: Finds
    fires_on: tuple[tuple[Event, ...], ...]
    silent_on: tuple[tuple[Event, ...], ...]

    def alerts(self, events: Sequence[Event]) -> tuple[Alert, ...]:
        """Return one alert for each time the rule fires on *events*."""
        second = {event.id: event.second for event in events}
        return tuple(
            Alert(self.name, max(second[proof] for proof in found), self.summary, found)
            for found in self.finds(events)
        )
