"""What a console knows besides the log: who, what, where, and what was authorised.

A record is flat like an event. Its kind says which columns it fills. Events say what happened; only
records say whether it was meant to.
"""

from typing import Literal

import msgspec

RecordKind = Literal["asset", "identity", "address", "work"]

RECORD_COLUMNS: dict[str, tuple[str, ...]] = {
    "asset": ("subject", "role", "owner", "standing"),
    "identity": ("subject", "role", "standing"),
    "address": ("subject", "role", "standing"),
    "work": ("subject", "role", "host", "actor", "opens", "closes"),
}


class Record(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One row of the inventory, the directory, the address book or the calendar."""

    id: str
    kind: RecordKind
    subject: str
    """The machine, the account, the address, or the number of the ticket."""
    role: str = ""
    """What the machine is for, the department, who announces the address, or the kind of work."""
    owner: str = ""
    standing: str = ""
    """critical or ordinary; privileged or ordinary; shared or single."""
    host: str = ""
    """Where the work is authorised."""
    actor: str = ""
    """Who may do it: an account, or an address."""
    opens: int = 0
    """The second from which it is authorised."""
    closes: int = 0
    """The second until which it is authorised."""
