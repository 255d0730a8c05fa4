"""The label policy: which answer is right for which facts, as one table.

The rows are read from the top and the first that applies decides. The same table is executed by the
verifier and printed for the player.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeAlias, get_args

import msgspec

from watchfloor.world.detection import Signal
from watchfloor.world.record import Record
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

Answer: TypeAlias = Literal["dismiss", "monitor", "quarantine_host", "block_ip", "escalate"]
"""In the order of their cost."""

ANSWERS: tuple[Answer, ...] = get_args(Answer)

Proof: TypeAlias = tuple[str, ...]
"""The ids of events and records that together show something, sorted."""

LEAVE = "leave_of_absence"

EXPLAINS: dict[str, frozenset[str]] = {
    rule: frozenset(work.name for work in WORKS.values() if rule in work.covers) for rule in RULES
}
"""The kinds of work that set off each rule."""


class Book:
    """The records of one incident, by what is asked of them."""

    __slots__ = ("_works", "addresses", "assets", "identities", "leaves")

    def __init__(self, records: Sequence[Record]) -> None:
        self.assets: dict[str, str] = {}
        """The id of the record of each critical machine."""
        self.identities: dict[str, str] = {}
        """The id of the record of each privileged account."""
        self.addresses: dict[str, str] = {}
        """The id of the record of each shared address."""
        self._works: dict[tuple[str, str], list[Record]] = {}
        """The records of work by machine and actor."""
        self.leaves: list[Record] = []
        standings = {
            "critical": self.assets,
            "privileged": self.identities,
            "shared": self.addresses,
        }
        for record in records:
            if record.kind == "work":
                if record.role == LEAVE:
                    self.leaves.append(record)
                else:
                    self._works.setdefault((record.host, record.actor), []).append(record)
            elif record.standing in standings:
                standings[record.standing][record.subject] = record.id

    def explaining(self, signal: Signal) -> list[str]:
        """Return the ids of the records that cover *signal*: its actor, host, action and time."""
        near = self._works.get((signal.host, signal.actor))
        if near is None:
            return []
        kinds = EXPLAINS[signal.rule]
        return [
            work.id
            for work in near
            if work.role in kinds and work.opens <= signal.first and signal.last <= work.closes
        ]


class Situation:
    """The signals that no record explains, by what they speak of."""

    __slots__ = ("attempts", "book", "codes", "conflicts", "entries", "graves")

    def __init__(
        self, signals: Sequence[Signal], book: Book, conflicts: Sequence[Proof] = ()
    ) -> None:
        self.book = book
        self.conflicts = conflicts
        self.attempts: list[Signal] = []
        self.entries: list[Signal] = []
        self.codes: list[Signal] = []
        self.graves: list[Signal] = []
        graded = {
            "attempt": self.attempts,
            "entry": self.entries,
            "code": self.codes,
            "grave": self.graves,
        }
        for signal in signals:
            graded[signal.grade].append(signal)

    def is_more_than_one(self, signal: Signal) -> bool:
        """Return whether *signal* besides would be too much for one machine or one address.

        So it is by another machine, another or a shared address, or a privileged account.
        """
        if signal.grade == "code":
            others = self.codes
            is_other = any(other.host != signal.host for other in others)
        elif signal.grade == "entry":
            others = self.entries
            is_other = any(other.address != signal.address for other in others)
            is_other = is_other or signal.address in self.book.addresses
        else:
            return False
        return is_other or signal.user in self.book.identities


Finds: TypeAlias = Callable[[Situation], list[Proof]]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the runbook."""

    name: str
    answer: Answer
    when: str
    proofs: Finds
    """Every minimal set of ids that shows that the row applies; none if it does not."""


def _each(signals: Sequence[Signal]) -> list[Proof]:
    return [tuple(sorted(signal.proof)) for signal in signals]


def _pairs(signals: Sequence[Signal], column: Literal["host", "address"]) -> list[Proof]:
    """Return the proof of every two of *signals* that differ in *column*."""
    if len(signals) < 2:
        return []
    groups: dict[str, list[Signal]] = {}
    for signal in signals:
        groups.setdefault(getattr(signal, column), []).append(signal)
    if len(groups) < 2:
        return []
    held = list(groups.values())
    return [
        tuple(sorted({*one.proof, *other.proof}))
        for place, group in enumerate(held)
        for later in held[place + 1 :]
        for one, other in product(group, later)
    ]


def _standing(signals: Sequence[Signal], column: str, records: dict[str, str]) -> list[Proof]:
    """Return the proof of each of *signals* whose *column* is in *records*, with the record."""
    if not records:
        return []
    return [
        tuple(sorted({*signal.proof, records[getattr(signal, column)]}))
        for signal in signals
        if getattr(signal, column) in records
    ]


ROWS: tuple[Row, ...] = (
    Row(
        "grave_act",
        "escalate",
        "data is lost, recovery or controls are destroyed, credentials or administration taken",
        lambda facts: _each(facts.graves),
    ),
    Row(
        "record_in_conflict",
        "escalate",
        "an account signs in while the calendar says its owner is away",
        lambda facts: list(facts.conflicts),
    ),
    Row(
        "several_hosts",
        "escalate",
        "code of the adversary runs on two machines or more",
        lambda facts: _pairs(facts.codes, "host"),
    ),
    Row(
        "critical_asset",
        "escalate",
        "code of the adversary runs on a critical machine",
        lambda facts: _standing(facts.codes, "host", facts.book.assets),
    ),
    Row(
        "privileged_identity",
        "escalate",
        "code runs as a privileged account, or a privileged account is used from outside",
        lambda facts: _standing([*facts.codes, *facts.entries], "user", facts.book.identities),
    ),
    Row(
        "several_addresses",
        "escalate",
        "there are ways in from two outside addresses or more",
        lambda facts: _pairs(facts.entries, "address"),
    ),
    Row(
        "shared_address",
        "escalate",
        "the way in is from an address that others share, so it cannot be blocked",
        lambda facts: _standing(facts.entries, "address", facts.book.addresses),
    ),
    Row(
        "code_on_one_host",
        "quarantine_host",
        "code of the adversary runs on exactly one ordinary machine",
        lambda facts: _each(facts.codes),
    ),
    Row(
        "one_way_in",
        "block_ip",
        "there is a way in from one outside address, and no code of the adversary on a machine",
        lambda facts: _each(facts.entries),
    ),
    Row(
        "attempt",
        "monitor",
        "somebody tried without success, or one weak sign stands alone",
        lambda facts: _each(facts.attempts),
    ),
)

EXPLAINED = Row(
    "explained",
    "dismiss",
    "a record covers every suspicious fact: the same actor, machine, action and time",
    lambda _facts: [],
)


class Decision(msgspec.Struct, frozen=True):
    """The row that applies and what shows it."""

    row: str
    answer: Answer
    proofs: tuple[Proof, ...]


NOTHING_OPEN = Decision(EXPLAINED.name, EXPLAINED.answer, ())

CHANGES: dict[Answer, tuple[str, ...]] = {
    "dismiss": ("attempt", "entry", "code", "grave"),
    "monitor": ("entry", "code", "grave"),
    "block_ip": ("code", "grave"),
    "quarantine_host": ("grave",),
}
"""The grades of which one signal more changes an answer, whatever else is known of it."""


def decide(facts: Situation) -> Decision:
    """Return the first row that applies to *facts*."""
    for row in ROWS:
        proofs = row.proofs(facts)
        if proofs:
            return Decision(row.name, row.answer, tuple(proofs))
    return NOTHING_OPEN
