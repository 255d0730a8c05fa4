"""One incident as the defender's console holds it, and where it came from."""

import msgspec

from watchfloor.opensoc.runbook import Answer
from watchfloor.world.event import Event
from watchfloor.world.record import Record


class Case(msgspec.Struct, frozen=True):
    """What is shown: the rule that raised the alert, a window of the log, and the records."""

    alert: str
    events: tuple[Event, ...]
    records: tuple[Record, ...]
    dialect: str


class Origin(msgspec.Struct, frozen=True):
    """What a generator meant; no verifier reads it."""

    stage: str
    organisation: int
    campaign: str
    row: str
    answer: Answer
