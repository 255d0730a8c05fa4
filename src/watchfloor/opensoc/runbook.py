"""The label policy: which answer is right for which facts, as one table.

The rows are read from the top and the first that applies decides. The same table is executed by the
verifier and printed for the player.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from typing import Literal, TypeAlias, get_args

import msgspec

from watchfloor.opensoc.proof import Choice, Proof, smallest
from watchfloor.world.detection import address
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Firing, Grade, Rule
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS

Answer: TypeAlias = Literal["dismiss", "monitor", "quarantine_host", "block_ip", "escalate"]
"""In the order of their cost."""

ANSWERS: tuple[Answer, ...] = get_args(Answer)

LEAVE = "leave_of_absence"

EXPLAINS: dict[str, frozenset[str]] = {
    rule: frozenset(work.name for work in WORKS.values() if rule in work.covers) for rule in RULES
}
"""The kinds of work that set off each rule."""


REACHING = tuple(name for name, rule in RULES.items() if rule.grade == "code" or rule.reaches)
"""The rules that show the adversary on the machine that recorded it."""


class Book:
    """The records of one incident, by what is asked of them."""

    __slots__ = ("critical", "leaves", "privileged", "shared", "works")

    def __init__(self, records: Iterable[Record]) -> None:
        self.critical: dict[str, list[str]] = {}
        """The ids of the records of each critical machine."""
        self.privileged: dict[str, list[str]] = {}
        """The ids of the records of each privileged account."""
        self.shared: dict[str, list[str]] = {}
        """The ids of the records of each shared address."""
        self.works: dict[tuple[str, str], list[Record]] = {}
        """The records of work by machine and actor."""
        self.leaves: list[Record] = []
        works = self.works
        for record in records:
            if record.kind == "work":
                if record.role == LEAVE:
                    self.leaves.append(record)
                    continue
                key = host, actor = record.host, record.actor
                if key in works:
                    works[key].append(record)
                elif host and actor:
                    works[key] = [record]
            elif record.standing in _TOLD:
                self._note(record)

    def _note(self, record: Record) -> None:
        """Keep the id of *record* if it says that its subject is something special."""
        kind, column = _TOLD[record.standing]
        if record.kind == kind and record.subject:
            getattr(self, column).setdefault(record.subject, []).append(record.id)

    def covering(self, rule: Rule, event: Event) -> list[str]:
        """Return the ids of the records that cover *event*: its actor, host, action and time."""
        actor = event.user if rule.actor == "user" else event.source_ip
        found: list[str] = []
        near = self.works.get((event.host, actor))
        if near is not None:
            kinds, second = EXPLAINS[rule.name], event.second
            for work in near:
                if work.role in kinds and work.opens <= second <= work.closes:
                    found.append(work.id)  # noqa: PERF401  # a comprehension costs a call
        return found


_TOLD = {
    "critical": ("asset", "critical"),
    "privileged": ("identity", "privileged"),
    "shared": ("address", "shared"),
}
"""The kind of record that has each standing, and where the book keeps it."""

Found: TypeAlias = tuple[Rule, Firing]
"""A firing, and the rule that fired."""


class Situation:
    """The firings that no record covers, by what they speak of."""

    __slots__ = ("attempts", "book", "codes", "conflicts", "entries", "graves", "reached", "used")

    def __init__(self, found: Iterable[Found], book: Book, conflicts: Sequence[Proof] = ()) -> None:
        self.book = book
        self.conflicts = conflicts
        self.attempts: list[Firing] = []
        self.entries: list[Firing] = []
        self.codes: list[Firing] = []
        self.graves: list[Firing] = []
        self.reached: list[Firing] = []
        """Those that show the adversary on a machine."""
        self.used: list[Firing] = []
        """Those that show an account in the adversary's hands: ways in, and code."""
        for rule, firing in found:
            grade = rule.grade
            if grade == "attempt":
                self.attempts.append(firing)
            elif grade == "grave":
                self.graves.append(firing)
            else:
                (self.codes if grade == "code" else self.entries).append(firing)
                self.used.append(firing)
                if rule.reaches or grade == "code":
                    self.reached.append(firing)


Kind: TypeAlias = Literal["graves", "conflicts", "reached", "used", "entries", "codes", "attempts"]
"""What a situation holds, by the name of its column."""
KINDS: tuple[Kind, ...] = get_args(Kind)

Finds: TypeAlias = Callable[[Situation], list[Proof]]
Names: TypeAlias = Callable[[Event], str]


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the runbook."""

    name: str
    answer: Answer
    when: str
    of: Kind
    """What there has to be for it to apply."""
    proofs: Finds
    """What shows that it applies; nothing if it does not."""


def shown_by(firing: Firing, *records: str) -> Proof:
    """Return the proof that is *firing* beside *records*."""
    if not firing.groups:
        if len(firing.events) == 1:
            return tuple(sorted((firing.events[0].id, *records)))
        return tuple(sorted([*[event.id for event in firing.events], *records]))
    ids = sorted([*[event.id for event in firing.events], *records])
    groups = tuple([tuple([event.id for event in group]) for group in firing.groups])
    return (*ids, Choice(firing.least, groups))


def _each(firings: Sequence[Firing]) -> list[Proof]:
    return [shown_by(firing) for firing in firings]


def _several(firings: Sequence[Firing], name: Names) -> list[Proof]:
    """Return the proof of each one or two of *firings* that have several names between them."""
    if not _differ(firings, name):
        return []
    alone: list[Firing] = []
    groups: dict[str, list[Firing]] = {}
    for firing in firings:
        found = {name(event).lower() for event in firing.events}
        (alone if len(found) > 1 else groups.setdefault(min(found), [])).append(firing)
    held = list(groups.values())
    pairs = [
        (*one.events, *other.events)
        for place, group in enumerate(held)
        for later in held[place + 1 :]
        for one, other in product(group, later)
    ]
    return _each([*alone, *map(Firing, pairs)])


def _differ(firings: Sequence[Firing], name: Names) -> bool:
    """Return whether *firings* have more than one name between them."""
    first = name(firings[0].events[0]).lower()
    for firing in firings:
        for event in firing.events:
            if name(event).lower() != first:
                return True
    return False


def _standing(firings: Sequence[Firing], name: Names, records: dict[str, list[str]]) -> list[Proof]:
    """Return the proof of each of *firings* one of whose names is in *records*, by record."""
    if not records:
        return []
    return [
        shown_by(firing, record)
        for firing in firings
        for found in dict.fromkeys(map(name, firing.events))
        for record in records.get(found, ())
    ]


def _host(event: Event) -> str:
    return event.host


def _user(event: Event) -> str:
    return event.user


ROWS: tuple[Row, ...] = (
    Row(
        "grave_act",
        "escalate",
        "data is lost, recovery or controls are destroyed, credentials or administration taken",
        "graves",
        lambda facts: _each(facts.graves),
    ),
    Row(
        "record_in_conflict",
        "escalate",
        "an account signs in while the calendar says its owner is away",
        "conflicts",
        lambda facts: list(facts.conflicts),
    ),
    Row(
        "several_hosts",
        "escalate",
        "the adversary has reached two machines or more",
        "reached",
        lambda facts: _several(facts.reached, _host),
    ),
    Row(
        "critical_asset",
        "escalate",
        "the adversary has reached a critical machine",
        "reached",
        lambda facts: _standing(facts.reached, _host, facts.book.critical),
    ),
    Row(
        "privileged_identity",
        "escalate",
        "code runs as a privileged account, or a privileged account is used from outside",
        "used",
        lambda facts: _standing(facts.used, _user, facts.book.privileged),
    ),
    Row(
        "several_addresses",
        "escalate",
        "there are ways in from two outside addresses or more",
        "entries",
        lambda facts: _several(facts.entries, address),
    ),
    Row(
        "shared_address",
        "escalate",
        "the way in is from an address that others share, so it cannot be blocked",
        "entries",
        lambda facts: _standing(facts.entries, address, facts.book.shared),
    ),
    Row(
        "code_on_one_host",
        "quarantine_host",
        "code of the adversary runs on exactly one ordinary machine",
        "codes",
        lambda facts: _each(facts.codes),
    ),
    Row(
        "one_way_in",
        "block_ip",
        "there is a way in from one outside address, and no code of the adversary on a machine",
        "entries",
        lambda facts: _each(facts.entries),
    ),
    Row(
        "attempt",
        "monitor",
        "somebody tried without success, or one weak sign stands alone",
        "attempts",
        lambda facts: _each(facts.attempts),
    ),
)

EXPLAINED = Row(
    "explained",
    "dismiss",
    "a record covers every suspicious fact: the same actor, machine, action and time",
    "attempts",
    lambda _facts: [],
)


class Decision(msgspec.Struct, frozen=True):
    """The row that applies and what shows it."""

    row: str
    answer: Answer
    proofs: tuple[Proof, ...]


NOTHING_OPEN = Decision(EXPLAINED.name, EXPLAINED.answer, ())

CHANGES: dict[Answer, tuple[Grade, ...]] = {
    "dismiss": ("attempt", "entry", "code", "grave"),
    "monitor": ("entry", "code", "grave"),
    "block_ip": ("code", "grave"),
    "quarantine_host": ("grave",),
    "escalate": (),
}
"""The grades of which one firing more changes an answer, whatever else is known of it."""

SPREADS: dict[Answer, tuple[Grade, ...]] = {
    "dismiss": (),
    "monitor": (),
    "block_ip": ("entry",),
    "quarantine_host": ("entry", "code"),
    "escalate": (),
}
"""The grades of which one firing more may change an answer, by where or whose it is."""


_TO_TRY = {
    missing: tuple(row for row in ROWS if not missing[KINDS.index(row.of)])
    for missing in product((False, True), repeat=len(KINDS))
}
"""The rows that may apply, by what a situation is without."""


def decide(facts: Situation) -> Decision:
    """Return the first row that applies to *facts*."""
    missing = (
        not facts.graves,
        not facts.conflicts,
        not facts.reached,
        not facts.used,
        not facts.entries,
        not facts.codes,
        not facts.attempts,
    )
    for row in _TO_TRY[missing]:
        proofs = row.proofs(facts)
        if proofs:
            return Decision(row.name, row.answer, smallest(proofs))
    return NOTHING_OPEN


def spreads(facts: Situation, more: Sequence[Found]) -> bool:
    """Return whether ways in and code that are found besides *facts* escalate them.

    Nothing in *facts* does so by itself.
    """
    found, book = Situation(more, facts.book), facts.book
    return bool(
        _standing(found.reached, _host, book.critical)
        or _standing(found.used, _user, book.privileged)
        or _standing(found.entries, address, book.shared)
        or (found.reached and _differ([*facts.reached, *found.reached], _host))
        or (found.entries and _differ([*facts.entries, *found.entries], address))
    )
