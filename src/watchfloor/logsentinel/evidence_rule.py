"""What telemetry can show of an incident, and what the runbook says it may mean."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.naming import Naming, Story
from watchfloor.logsentinel.source import Source
from watchfloor.seeds import Stream

Quoted = Literal[
    "", "user_agent", "commit_message", "ticket", "file_name", "user_name", "query", "process_title"
]
"""A field of a line that somebody outside of operations fills; empty if the line has none."""


class Place(NamedTuple):
    """Where and when something was seen, and of what story it is part: what a line can name."""

    naming: Naming
    story: Story
    slot: int
    second: int
    """On the clock of the day."""
    planted: str = ""
    """What somebody wrote into the field that a rule quotes, behind what would stand there."""

    @property
    def service(self) -> str:
        """Return what the service is called."""
        return self.naming.services[self.slot]

    @property
    def host(self) -> str:
        """Return the name of a machine of the service."""
        return self.naming.hosts[self.slot]

    @property
    def address(self) -> str:
        """Return the address of that machine, inside."""
        return self.naming.addresses[self.slot]


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
    quotes: Quoted = ""
    """The field of its line that a stranger can fill, and so the place for what is planted."""
    line: Callable[[Place, Stream], str]
    """The text of one firing, as the source would write it; it never names an incident type."""
