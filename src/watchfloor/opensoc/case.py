"""One incident as the defender's console holds it, and where it came from."""

from collections.abc import Callable
from functools import cached_property
from hashlib import sha256

import msgspec

from watchfloor.codec import canonical
from watchfloor.opensoc.runbook import Answer
from watchfloor.play.observation import Item, Panel
from watchfloor.world import timeline
from watchfloor.world.detection import Sighted, Signal, heard, sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES


class Case(msgspec.Struct, frozen=True, dict=True):
    """What is shown: the rule that raised the alert, a window of the log, and the records."""

    alert: str
    events: tuple[Event, ...]
    records: tuple[Record, ...]
    dialect: str

    @cached_property
    def sighted(self) -> Sighted:
        """What the rules look for, found in the window.

        It follows from the events, as all that is below; it is worked out when somebody looks.
        """
        return sighted(self.events)

    @cached_property
    def signals(self) -> list[Signal]:
        """What the rules find in the window."""
        return heard(self.sighted)

    @cached_property
    def raised(self) -> Signal | None:
        """What raised the alert first, if the window still shows it."""
        return next((it for it in self.signals if it.rule == self.alert), None)

    @cached_property
    def spelled(self) -> bytes:
        """Its one spelling, which is part of that of every state that has it."""
        return canonical(self)

    @cached_property
    def digested(self) -> Callable[[bytes], str]:
        """What gives the digest of a state that has this case and no answer yet.

        It takes what such a state spells behind its case; what comes before is spelled here, once.
        """
        begun = sha256(b'{"answer":null,"brief":null,"case":%s,' % self.spelled)

        def digested(rest: bytes) -> str:
            whole = begun.copy()
            whole.update(rest)
            return whole.hexdigest()

        return digested

    @cached_property
    def told(self) -> dict[int, Item]:
        """The lines that somebody looked up, as they are written, by their places."""
        return {}

    @cached_property
    def known(self) -> dict[int, Item]:
        """The records that somebody looked up, as they are written, by their places."""
        return {}

    @cached_property
    def headline(self) -> Panel:
        """The alert itself: when, which rule, and what the rule says of it."""
        rule = RULES[self.alert]
        second = self.events[-1].second if self.raised is None else self.raised.last
        text = f"{timeline.stamp(second)} {rule.name} ({rule.technique}): {rule.summary}"
        item = Item("alert-1", text, {"rule": rule.name, "dialect": self.dialect})
        return Panel("alert", "alert", (item,))

    @cached_property
    def board(self) -> Panel:
        """Every alert of the window, as a headline: when, which rule, and on which machine."""
        found = sorted((it.last, it.rule, it.host) for it in self.signals)
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
