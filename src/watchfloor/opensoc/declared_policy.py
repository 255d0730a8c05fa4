"""What signals come to: which work explains them, and the runbook as a list of rows.

A row is a count: so many signals that no work explains, of some grades, perhaps in different
places, perhaps beside a record of a certain standing. What makes a row apply is every smallest set
of events and records that reaches its count.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import combinations
from typing import NamedTuple, TypeAlias

import msgspec

from watchfloor.errors import BadInput
from watchfloor.opensoc.declared_rule import Level, column_named, known, lies_within
from watchfloor.world.event import Event
from watchfloor.world.record import Record

Proof: TypeAlias = tuple[str, ...]
"""The ids of events and records that together show something, sorted."""

Tells: TypeAlias = Callable[[Event], str]


class About(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where an event says one thing about a signal: in the first of the columns that fits."""

    columns: tuple[str, ...]
    cidr: tuple[str, ...] = ()
    otherwise: str = ""


class Join(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A record that has to stand beside a signal."""

    where: dict[str, str]
    agree: dict[str, str] = {}
    """The columns of the record, with what the signal has to say the same of."""
    opens: str = ""
    closes: str = ""


class When(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a row counts, and how much of it there has to be."""

    unexplained: tuple[str, ...] = ()
    """The grades of the signals."""
    signals: tuple[str, ...] = ()
    """Signals that count besides, whatever their grade."""
    events: str = ""
    """Or the rule that events have to match, explained or not."""
    record: Join | None = None
    different: str = ""
    at_least: int = 1


class Row(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """One line of the runbook; the last has no `when`."""

    row: str
    answer: str
    when: When | None = None


class Works(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How a record of work is known, and where it has its kind and its hours."""

    record: dict[str, str]
    named_by: str
    opens: str
    closes: str


class Explanation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The signals that one kind of work explains, if a record of it agrees."""

    work: str
    signals: tuple[str, ...]
    agree: dict[str, str]


class Policy(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The policy as it is written."""

    title: str
    answers: tuple[str, ...]
    """In the order of their cost."""
    grades: dict[str, Level]
    about: dict[str, About]
    works: Works
    explains: tuple[Explanation, ...]
    runbook: tuple[Row, ...]
    otherwise: Row


class Witness(NamedTuple):
    """Something that counts: the ids that show it, what it is about, and when it was."""

    ids: frozenset[str]
    about: Mapping[str, frozenset[str]]
    first: int
    last: int


def check(policy: Policy, rules: Mapping[str, object], signals: Mapping[str, object]) -> None:
    """Refuse *policy* if it names *rules*, *signals*, columns, grades or answers there are not."""
    for about in policy.about.values():
        for column in about.columns:
            column_named(column)
    for explanation in policy.explains:
        _all_known("signal", explanation.signals, signals)
        _check_join(Join(where={}, agree=explanation.agree), policy)
    works = policy.works
    _check_join(Join(where=works.record, opens=works.opens, closes=works.closes), policy)
    _all_known("column of records", [works.named_by], Record.__struct_fields__)
    for row in (*policy.runbook, policy.otherwise):
        _all_known("answer", [row.answer], policy.answers)
        if (row.when is None) != (row is policy.otherwise):
            message = (
                f"row {row.row!r} of the policy has to say when it applies, unless it is the last"
            )
            raise BadInput(message)
        if row.when is not None:
            _check_when(row.row, row.when, policy, rules)
            _all_known("signal", row.when.signals, signals)


def _check_when(name: str, when: When, policy: Policy, rules: Mapping[str, object]) -> None:
    _all_known("grade", when.unexplained, policy.grades)
    if bool(when.unexplained) == bool(when.events):
        message = f"row {name!r} of the policy has to count either unexplained signals or events"
        raise BadInput(message)
    if when.events:
        _all_known("rule", [when.events], rules)
    if when.different:
        _all_known("thing to be about", [when.different], policy.about)
    if when.at_least < 1 or (when.at_least > 1 and not when.different):
        message = f"row {name!r} of the policy counts to {when.at_least} of nothing that differs"
        raise BadInput(message)
    if when.record is not None:
        _check_join(when.record, policy)


def _check_join(join: Join, policy: Policy) -> None:
    columns = Record.__struct_fields__
    _all_known("column of records", [*join.where, *join.agree], columns)
    _all_known("column of records", filter(None, (join.opens, join.closes)), columns)
    _all_known("thing to be about", join.agree.values(), policy.about)


def _all_known(kind: str, names: Iterable[str], names_there_are: Iterable[str]) -> None:
    held = tuple(names_there_are)
    for name in names:
        known(kind, name, held)


def tellers(policy: Policy) -> dict[str, Tells]:
    """Return how to hear from an event each thing that *policy* asks a signal about."""
    return {name: _teller(about) for name, about in policy.about.items()}


def _teller(about: About) -> Tells:
    is_fit: Callable[[str], bool] = lies_within(about.cidr) if about.cidr else bool

    def _told(event: Event) -> str:
        held = (str(getattr(event, column)) for column in about.columns)
        return next((text for text in held if text and is_fit(text)), about.otherwise)

    return _told


def joins(policy: Policy) -> dict[str, list[Join]]:
    """Return, for each signal, the records that explain it by *policy*."""
    works, found = policy.works, dict[str, list[Join]]()
    for explanation in policy.explains:
        where = {**works.record, works.named_by: explanation.work}
        join = Join(where=where, agree=explanation.agree, opens=works.opens, closes=works.closes)
        for signal in explanation.signals:
            found.setdefault(signal, []).append(join)
    return found


def beside(join: Join, witness: Witness, records: Sequence[Record]) -> list[str]:
    """Return the ids of those *records* that *join* asks for beside *witness*."""
    return [
        record.id
        for record in records
        if all(getattr(record, column) == text for column, text in join.where.items())
        and all(
            getattr(record, column) in witness.about[name] for column, name in join.agree.items()
        )
        and (not join.opens or getattr(record, join.opens) <= witness.first)
        and (not join.closes or witness.last <= getattr(record, join.closes))
    ]


def reached(
    when: When, counted: Sequence[Witness], records: Sequence[Record]
) -> list[frozenset[str]]:
    """Return every set of ids by which those *counted* reach what *when* asks for."""
    joined = list(counted)
    if when.record is not None:
        joined = [
            witness._replace(ids=witness.ids | {name})
            for witness in counted
            for name in beside(when.record, witness, records)
        ]
    if not when.different:
        return [witness.ids for witness in joined]
    return [
        frozenset[str]().union(*(witness.ids for witness in some))
        for count in range(1, when.at_least + 1)
        for some in combinations(joined, count)
        if _differing(when.different, some) >= when.at_least
    ]


def _differing(name: str, witnesses: Iterable[Witness]) -> int:
    """Return how many things called *name*, told apart without case, *witnesses* are about."""
    return len({text.lower() for witness in witnesses for text in witness.about[name]})


def smallest(proofs: Iterable[frozenset[str]]) -> tuple[Proof, ...]:
    """Return *proofs* without those that hold another, sorted.

    >>> smallest([frozenset("ab"), frozenset("b"), frozenset("b")])
    (('b',),)
    """
    kept: list[frozenset[str]] = []
    for proof in sorted(proofs, key=len):
        if not any(other <= proof for other in kept):
            kept.append(proof)
    return tuple(sorted(tuple(sorted(proof)) for proof in kept))
