"""Something people or attackers do, as the events it leaves."""

from collections.abc import Callable
from dataclasses import dataclass

from watchfloor.seeds import Stream
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation

Leaves = Callable[[Organisation, Stream, int], list[Event]]
"""The traces in an organisation, with these draws, from this second on."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of behaviour; its events carry no ids until an incident puts them in order."""

    name: str
    summary: str
    is_hostile: bool
    leaves: Leaves
