"""The immutable state of one watch."""

import msgspec

from watchfloor.world.incident import Incident

MOST_ROUNDS = 3


class State(msgspec.Struct, frozen=True):
    """What has happened at the table so far."""

    incident: Incident
    turn: int = 1
    round: int = 1
    is_keepers_turn: bool = False
    pointed: tuple[str, ...] = ()
    decision: str = ""
    origin: str = ""
    is_over: bool = False
    malformed: tuple[str, ...] = ()
    """The roles that gave a malformed reply, once for each."""
