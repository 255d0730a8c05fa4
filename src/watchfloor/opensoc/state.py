"""The immutable state of one game."""

from hashlib import sha256
from typing import Literal

import msgspec

from watchfloor.codec import canonical, digest
from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import Answer
from watchfloor.opensoc.truth import Truth
from watchfloor.world.record import Record

Mode = Literal["defender_only", "self_play", "casework"]

MINUTES = 30
"""What an analyst may spend on looking things up."""


class Brief(msgspec.Struct, frozen=True, omit_defaults=True):
    """What the attacker is given to work with."""

    organisation: int
    """Its number in the pool."""
    second: int
    """When the shift begins."""
    asked: Answer
    """The class that this episode needs; the mix is not the attacker's to choose."""
    calendar: tuple[Record, ...]
    addresses: tuple[Record, ...]
    draws: tuple[int | str, ...]
    """Where the environment takes what it has to choose after the attacker's move."""
    dialect: str = ""
    """What a defender's log is written in; any that training sees, if none is named."""


class State(msgspec.Struct, frozen=True):
    """What has happened at the table so far."""

    mode: Mode
    stage: str
    turn: int = 1
    brief: Brief | None = None
    case: Case | None = None
    truth: Truth | None = None
    rejected: str = ""
    """Why the gate turned the crafted incident away."""
    gate: str = ""
    """The rule of the gate that did."""
    learnability: int = 0
    """How much the reference defenders disagree about the case, in millionths."""
    is_novel: bool = False
    shown: tuple[str, ...] = ()
    """The ids that look-ups have brought up, in casework."""
    minutes: int = 0
    """Spent on look-ups."""
    answer: SubmitTriage | None = None
    malformed: tuple[str, ...] = ()
    """The roles that gave a malformed reply."""
    is_over: bool = False


class _Rest(msgspec.Struct, frozen=True):
    """What a state spells behind its case."""

    gate: str
    is_novel: bool
    is_over: bool
    learnability: int
    malformed: tuple[str, ...]
    minutes: int
    mode: Mode
    rejected: str
    shown: tuple[str, ...]
    stage: str
    truth: Truth | None
    turn: int


def fingerprint(state: State) -> str:
    """Return the digest of *state*.

    A case is spelled once; while it is looked into, so is all that comes before what may change.
    """
    case = state.case
    if case is None:
        return digest(state)
    rest = canonical(_Rest(*[getattr(state, name) for name in _Rest.__struct_fields__]))[1:]
    if state.answer is None and state.brief is None:
        return case.digested(rest)
    before = (canonical(state.answer), canonical(state.brief), case.spelled)
    return sha256(b'{"answer":%s,"brief":%s,"case":%s,%s' % (*before, rest)).hexdigest()
