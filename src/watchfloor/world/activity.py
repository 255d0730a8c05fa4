"""Something people or attackers do, as the events it leaves.

Whether it was authorised is not in the events: the same traces are left by an attacker and by
somebody with a ticket.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

import msgspec

from watchfloor.seeds import Stream
from watchfloor.world.entities import Host, Kind
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation


class Cast(msgspec.Struct, frozen=True, gc=False):
    """Who does it, where, and from where."""

    organisation: Organisation
    host: Host
    user: str
    account: str
    """Somebody else's account."""
    address: str
    """An address outside."""


Leaves: TypeAlias = Callable[[Cast, Stream], list[Event]]
"""The traces of a cast, in order; an incident gives them their time and their ids."""


@dataclass(frozen=True, slots=True)
class Activity:
    """A kind of behaviour."""

    name: str
    summary: str
    at: tuple[Kind, ...]
    """The kinds of machine it happens on."""
    leaves: Leaves
