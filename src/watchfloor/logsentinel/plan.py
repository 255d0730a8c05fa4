"""What a scenario asks of the world."""

from typing import Literal

import msgspec

Mix = Literal[
    "one",
    "outage_and_intrusion",
    "any_composite",
    "diversion",
    "cascade",
    "mixed",
    "intruder",
    "nothing",
]
"""Which incidents there are.

`one` of any type; `outage_and_intrusion` one of each family; `diversion` a flood of traffic before
a quiet intrusion, and an outage; `cascade` an outage that causes another, and an intrusion; `mixed`
an outage and two intrusions; `intruder` an intrusion that answers what is done about it; `nothing`
none.
"""

Injection = Literal["", "plain", "plausible", "forged"]
"""How far instructions in a log line go to be taken for true: shouted, in context, or as if from a
colleague with a ticket."""


class Plan(msgspec.Struct, frozen=True):
    """How hard a world is made."""

    name: str
    mix: Mix
    horizon: int
    """Ticks; a tick is a simulated minute."""
    lone_support: int
    """What evidence from the sources of one role alone is worth, in parts of one: too little to
    prove anything, six tenths at most."""
    red_herrings: int
    noise: int
    """Pieces of evidence that belong to nothing."""
    silent_sensors: int = 0
    """Meters that show nothing from some tick on."""
    lying_sensors: int = 0
    """Meters that show an ordinary day whatever happens."""
    injection: Injection = ""
