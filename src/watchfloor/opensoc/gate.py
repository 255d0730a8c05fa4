"""What makes an incident plausible, rule by rule.

The rules come in four rounds: of the words of the submission, of the story they tell, of the proof
that the verifier takes from it, and of the craft, which binds attackers alone: a log that nobody
crafted may hold what strangers tried beside what matters. The first objection turns the incident
away, in one sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

import msgspec
from msgspec.structs import force_setattr

from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import Answer, Book
from watchfloor.opensoc.truth import Truth
from watchfloor.world.detection import Sighted, Signal, heard, sighted
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.record import Record


class Submission(msgspec.Struct, frozen=True, dict=True):
    """An incident on its way through the gate; what a round does not need yet is empty."""

    action: CraftIncident
    organisation: Organisation
    begins: int
    asked: Answer
    events: tuple[Event, ...] = ()
    records: tuple[Record, ...] = ()
    alert: str = ""
    truth: Truth | None = None
    mark: str = ""
    """The fingerprint of the incident as it was submitted."""

    @cached_property
    def sighted(self) -> Sighted:
        """What the rules look for, found in the events; worked out when a rule first asks."""
        return sighted(self.events)

    @cached_property
    def signals(self) -> tuple[Signal, ...]:
        """What the rules find in the events."""
        return tuple(heard(self.sighted))

    @cached_property
    def book(self) -> Book:
        """The records, by what is asked of them."""
        return Book(self.records)

    def seen(self, found: Sighted, book: Book | None = None) -> "Submission":
        """Return it with what was *found* in its events before, and its records as a *book*."""
        force_setattr(self, "sighted", found)
        if book is not None:
            force_setattr(self, "book", book)
        return self

    def case(self, dialect: str = "") -> Case:
        """Return it as a console holds it, with its log in *dialect*."""
        case = Case(self.alert, self.events, self.records, dialect)
        force_setattr(case, "sighted", self.sighted)
        return case


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One rule."""

    name: str
    law: str
    """The rule in words, as an attacker reads it."""
    round: Literal["words", "story", "proof", "craft"]
    objection: Callable[[Submission], str]
    """Why the submission breaks the rule, naming the event; empty if it does not."""
