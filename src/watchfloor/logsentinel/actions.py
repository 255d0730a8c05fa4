"""The typed moves.

Whoever has the floor makes one move, and may say who speaks next with `then`; if it does not, the
next seat does.
"""

from typing import Literal

from watchfloor.play.action import Action

Phase = Literal["detect", "triage", "mitigate", "verify", "report"]


class Turn(Action, frozen=True, kw_only=True):
    """What every move of the war-room can say."""

    then: str = ""
    """The role that speaks next; in a parallel game everybody does in turn."""


class Wait(Turn, frozen=True, tag="wait"):
    """Let time pass, at most until something new comes up."""

    ticks: int = 1


class Query(Turn, frozen=True, tag="query"):
    """Ask one source about one service."""

    source: str
    service: str


class Handoff(Turn, frozen=True, tag="handoff"):
    """Give up to four pieces of evidence to another role."""

    to: str
    evidence: tuple[str, ...]


class Propose(Turn, frozen=True, tag="propose"):
    """Say what is wrong and where, with two to eight pieces of evidence."""

    incident_type: str
    service: str
    evidence: tuple[str, ...]


class Withdraw(Turn, frozen=True, tag="withdraw"):
    """Take a proposal back."""

    proposal: str


class SetSeverity(Turn, frozen=True, tag="set_severity"):
    """Say how grave a proposal is, 1 being the gravest of 4."""

    proposal: str
    severity: int


class Approve(Turn, frozen=True, tag="approve"):
    """Allow a risky mitigation on a service."""

    mitigation: str
    service: str


class Mitigate(Turn, frozen=True, tag="mitigate"):
    """Order a mitigation on a service, on the grounds of a proposal if there is one."""

    mitigation: str
    service: str
    proposal: str = ""


class Verify(Turn, frozen=True, tag="verify"):
    """Look whether the service of a proposal is well."""

    proposal: str


class Advance(Turn, frozen=True, tag="advance"):
    """Go to another phase."""

    phase: Phase


ClaimKind = Literal[
    "root_cause",
    "severity",
    "mitigation_done",
    "recovered",
    "contained",
    "no_further_impact",
    "timeline",
]


class Claim(Action, frozen=True, tag="claim"):
    """One statement of a report, with the evidence for it."""

    kind: ClaimKind
    proposal: str = ""
    value: str = ""
    """The mitigation, the severity or the tick it speaks of."""
    evidence: tuple[str, ...] = ()


class Report(Turn, frozen=True, tag="report"):
    """End the episode with what is claimed to be true."""

    claims: tuple[Claim, ...] = ()
