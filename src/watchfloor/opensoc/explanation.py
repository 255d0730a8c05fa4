"""Why the right answer of a case is what it is: signs, records, rows and what would change it."""

from collections.abc import Iterable, Sequence

import msgspec

from watchfloor.opensoc import certificate
from watchfloor.opensoc.case import Case
from watchfloor.opensoc.runbook import EXPLAINED, LEAVE, REACHING, ROWS, Answer, Book, Row
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.world.detection import Signal, actor, heard, sighted, signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Grade
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS


class Miss(msgspec.Struct, frozen=True):
    """A record of work that does not cover a sign, and in what."""

    record: str
    ticket: str
    work: str
    misses: tuple[str, ...]
    """Of machine, actor, hours and work, what is not that of the sign."""


class Sign(msgspec.Struct, frozen=True):
    """One firing of a rule, with what the records make of it."""

    rule: str
    technique: str
    grade: Grade
    summary: str
    host: str
    user: str
    actor: str
    address: str
    first: int
    last: int
    proof: tuple[str, ...]
    is_open: bool
    """Whether it stands on lines that no record covers."""
    explained_by: tuple[str, ...]
    """The records that cover lines of it."""
    not_explained_by: tuple[Miss, ...]
    """The records of work that do not, those that miss least first."""


class Passed(msgspec.Struct, frozen=True):
    """A row of the runbook above the one that decides, and why it does not apply."""

    row: str
    answer: Answer
    because: str


class Explanation(msgspec.Struct, frozen=True):
    """Everything that is to be said about one case."""

    alert: str
    truth: Truth
    when: str
    """What the row that decides says."""
    signs: tuple[Sign, ...]
    passed: tuple[Passed, ...]
    flips: dict[str, str]
    """For each single removal that changes the answer, what it becomes."""


def explained(case: Case) -> Explanation:
    """Return why the right answer of *case* is what it is."""
    truth = verify(case.events, case.records, case.alert)
    signs = signs_of(case)
    return Explanation(
        case.alert,
        truth,
        row_called(truth.row).when,
        signs,
        _passed(truth.row, signs, case.records),
        certificate.flips(case.events, case.records, case.alert, truth),
    )


def signs_of(case: Case) -> tuple[Sign, ...]:
    """Return what the rules find in *case*, in order of time."""
    book = Book(case.records)
    works = [it for it in case.records if it.kind == "work" and it.role != LEAVE]
    found = [_sign(signal, book, works) for signal in signals(case.events)]
    return tuple(sorted(found, key=lambda sign: (sign.first, sign.rule, sign.proof)))


def row_called(name: str) -> Row:
    """Return the row of the runbook called *name*."""
    return next(row for row in (*ROWS, EXPLAINED) if row.name == name)


def _sign(signal: Signal, book: Book, works: Sequence[Record]) -> Sign:
    rule = RULES[signal.rule]
    covering = tuple(
        dict.fromkeys(name for event in signal.events for name in book.covering(rule, event))
    )
    misses = [_miss(record, signal) for record in works if record.id not in covering]
    misses.sort(key=lambda miss: (len(miss.misses), miss.record))
    return Sign(
        signal.rule,
        rule.technique,
        signal.grade,
        rule.summary,
        signal.host,
        signal.user,
        signal.actor,
        signal.address,
        signal.first,
        signal.last,
        signal.proof,
        _is_open(signal, book),
        covering,
        tuple(misses),
    )


def _is_open(signal: Signal, book: Book) -> bool:
    """Return whether the rule of *signal* fires on what no record covers of it."""
    left = heard(sighted(signal.events), book.covering)
    return any(other.rule == signal.rule for other in left)


def _miss(record: Record, signal: Signal) -> Miss:
    """Return in what *record* misses the line of *signal* that it misses least."""
    missed = min((_missed(record, signal.rule, event) for event in signal.events), key=len)
    return Miss(record.id, record.subject, record.role, missed)


def _missed(record: Record, rule: str, event: Event) -> tuple[str, ...]:
    work = WORKS.get(record.role)
    is_so = {
        "machine": record.host == event.host,
        "actor": record.actor == actor(RULES[rule], event),
        "hours": record.opens <= event.second <= record.closes,
        "work": work is not None and rule in work.covers,
    }
    return tuple(name for name, is_met in is_so.items() if not is_met)


def _passed(deciding: str, signs: Sequence[Sign], records: Sequence[Record]) -> tuple[Passed, ...]:
    """Return the rows above the one that decides, each with why it does not apply."""
    names = [row.name for row in ROWS]
    above = ROWS[: names.index(deciding)] if deciding in names else ROWS
    facts = _facts([sign for sign in signs if sign.is_open], records)
    return tuple(
        Passed(row.name, row.answer, facts.get(row.name, "nothing in the case shows it"))
        for row in above
    )


def _facts(signs: Sequence[Sign], records: Sequence[Record]) -> dict[str, str]:
    """Return, for each row, what *signs* without a record show instead of it."""
    by_grade = {
        grade: [sign for sign in signs if sign.grade == grade]
        for grade in ("attempt", "entry", "code", "grave")
    }
    codes, entries = by_grade["code"], by_grade["entry"]
    hosts = _listed(sign.host for sign in signs if sign.rule in REACHING)
    ways_in = _listed(sign.address for sign in entries)
    users = _listed(sign.user for sign in (*codes, *entries))
    away = _listed(record.actor for record in records if record.role == LEAVE)
    return {
        "grave_act": "no sign of grade grave is without a record",
        "record_in_conflict": f"nobody signs in while away{_said('on leave', away)}",
        "several_hosts": f"no two machines are reached{_said('reached are', hosts)}",
        "critical_asset": f"no critical machine is reached{_said('reached are', hosts)}",
        "privileged_identity": f"no privileged account is used{_said('used are', users)}",
        "several_addresses": f"there are no two ways in{_said('ways in are from', ways_in)}",
        "shared_address": f"no way in is from a shared address{_said('they are from', ways_in)}",
        "code_on_one_host": "no code runs that is without a record",
        "one_way_in": "there is no way in that is without a record",
        "attempt": "there is no attempt that is without a record",
    }


def _listed(names: Iterable[str]) -> list[str]:
    return sorted({name for name in names if name})


def _said(what: str, names: Sequence[str]) -> str:
    return f"; {what} {', '.join(names)}" if names else ""
