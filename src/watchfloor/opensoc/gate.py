"""What makes an incident plausible, rule by rule.

The rules come in four rounds: of the words of the submission, of the story they tell, of the proof
that the verifier takes from it, and of the craft, which binds attackers alone: a log that nobody
crafted may hold what strangers tried beside what matters. The first objection turns the incident
away, in one sentence.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.truth import Truth
from watchfloor.world.detection import Signal
from watchfloor.world.event import Event
from watchfloor.world.organisation import Organisation
from watchfloor.world.record import Record


class Submission(NamedTuple):
    """An incident on its way through the gate; what a round does not need yet is empty."""

    action: CraftIncident
    organisation: Organisation
    begins: int
    asked: Answer
    events: tuple[Event, ...] = ()
    records: tuple[Record, ...] = ()
    signals: tuple[Signal, ...] = ()
    alert: str = ""
    truth: Truth | None = None
    mark: str = ""
    """The fingerprint of the incident as it was submitted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """One rule."""

    name: str
    law: str
    """The rule in words, as an attacker reads it."""
    round: Literal["words", "story", "proof", "craft"]
    objection: Callable[[Submission], str]
    """Why the submission breaks the rule, naming the event; empty if it does not."""
