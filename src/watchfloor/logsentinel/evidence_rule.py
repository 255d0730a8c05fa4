"""What telemetry can show of an incident, and what the runbook says it may mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple

from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.source import Source
from watchfloor.seeds import Stream


class Place(NamedTuple):
    """What a line of telemetry can name."""

    service: str
    host: str
    address: str
    """Of the service, inside."""
    outside: str
    """An address outside that belongs to the story."""
    account: str
    second: int
    """When it was seen, on the clock of the day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EvidenceRule:
    """A rule over one source: where it fires, what it speaks for, and how its line reads."""

    name: str
    summary: str
    """What the runbook says that it shows."""
    source: Source
    speaks_for: tuple[str, ...] = ()
    """The incident types that it is a sign of; public, and the same whatever has tripped it."""
    exonerates: tuple[str, ...] = ()
    """The harmless types that it explains."""
    shows: tuple[Sighting, ...] = ()
    """What trips it."""
    line: Callable[[Place, Stream], str]
    """The text of one firing, as the source would write it; it never names an incident type."""
