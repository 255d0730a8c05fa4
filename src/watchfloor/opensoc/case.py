"""One incident as the defender's console holds it, and where it came from."""

from functools import cached_property

import msgspec

from watchfloor.opensoc.runbook import Answer
from watchfloor.play.observation import Item, Panel
from watchfloor.world import timeline
from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record


class Case(msgspec.Struct, frozen=True, dict=True):
    """What is shown: the rule that raised the alert, a window of the log, and the records."""

    alert: str
    events: tuple[Event, ...]
    records: tuple[Record, ...]
    dialect: str

    @cached_property
    def board(self) -> Panel:
        """Every alert of the window, as a headline: when, which rule, and on which machine.

        It follows from the events, and is worked out when somebody looks.
        """
        found = sorted((it.last, it.rule, it.host) for it in signals(self.events))
        items = [
            Item(
                f"board-{place:02d}",
                f"{timeline.stamp(second)} {rule} on {host}",
                {"rule": rule, "host": host, "second": second},
            )
            for place, (second, rule, host) in enumerate(found, start=1)
        ]
        return Panel("board", "alerts of this hour, this one among them", tuple(items))


class Origin(msgspec.Struct, frozen=True):
    """What a generator meant; no verifier reads it."""

    stage: str
    organisation: int
    campaign: str
    row: str
    answer: Answer
