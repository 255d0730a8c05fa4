"""The typed moves of both seats."""

from typing import Annotated, Literal

import msgspec

from watchfloor.opensoc.runbook import Answer
from watchfloor.play.action import Action

MOST_CITED = 3
LONGEST_TEXT = 2000

Text = Annotated[str, msgspec.Meta(max_length=LONGEST_TEXT)]
Id = Annotated[str, msgspec.Meta(max_length=24)]
Confidence = Annotated[float, msgspec.Meta(ge=0, le=1)]


class SubmitTriage(Action, frozen=True, tag="submit_triage"):
    """Answer the alert, and say which line or record decided it."""

    action: Answer
    cited_log_id: Id | Annotated[tuple[Id, ...], msgspec.Meta(max_length=MOST_CITED)] = ()
    rationale: Text = ""
    confidence: Confidence | None = None
    """How likely the answer is right, from 0 to 1; scored only if it is given."""

    @property
    def cited(self) -> tuple[str, ...]:
        """The ids cited, each once."""
        found = self.cited_log_id
        return (found,) if isinstance(found, str) else tuple(dict.fromkeys(found))


class LookUp(Action, frozen=True, tag="look_up"):
    """Ask the console for a record, or for the log of a machine, an account or an address."""

    kind: Literal["record", "log"]
    subject: Annotated[str, msgspec.Meta(max_length=64)]
    """The machine, the account, the address or the ticket that it is about."""


class CraftedEvent(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One event as the attacker writes it."""

    event_type: Annotated[str, msgspec.Meta(max_length=32)]
    timestamp: Annotated[str, msgspec.Meta(max_length=20)]
    log_id: Id
    fields: dict[
        Annotated[str, msgspec.Meta(max_length=16)],
        Annotated[str, msgspec.Meta(max_length=200)]
        | Annotated[int, msgspec.Meta(ge=0, le=1 << 53)],
    ] = {}


class CraftIncident(Action, frozen=True, tag="craft_incident"):
    """Submit an incident; the verifier reads the events and nothing else."""

    target_label: Answer
    category: Annotated[str, msgspec.Meta(max_length=64)]
    events: Annotated[tuple[CraftedEvent, ...], msgspec.Meta(max_length=64)]
    narrative: Text = ""
