"""A human reader of the runbook: looks for the signs, matches records to them, and answers.

What a reader overlooks is a setting, so that one reader serves as the honest heuristic, and a pool
of them as the reference that says how hard a case is.
"""

from collections.abc import Iterable, Sequence
from functools import partial
from typing import NamedTuple

import msgspec

from watchfloor.opensoc.actions import SubmitTriage
from watchfloor.opensoc.runbook import LEAVE, REACHING, Answer
from watchfloor.world.detection import Sighted, Signal, actor, address, heard, sighted
from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.rule import Rule
from watchfloor.world.rules import RULES
from watchfloor.world.works import WORKS


class Habits(msgspec.Struct, frozen=True):
    """What a reader does; each that is off is a way to be wrong."""

    checks_host: bool = True
    checks_actor: bool = True
    checks_hours: bool = True
    checks_work: bool = True
    checks_standing: bool = True
    checks_absence: bool = True
    counts_hosts: bool = True
    knows: tuple[str, ...] = tuple(RULES)
    """The signs it would recognise."""


def _covers(record: Record, rule: Rule, event: Event, habits: Habits) -> bool:
    return (
        (record.host == event.host or not habits.checks_host)
        and (record.actor == actor(rule, event) or not habits.checks_actor)
        and (record.opens <= event.second <= record.closes or not habits.checks_hours)
        and (rule.name in WORKS[record.role].covers or not habits.checks_work)
    )


def reads(
    events: Sequence[Event],
    records: Sequence[Record],
    habits: Habits,
    found: Sighted | None = None,
) -> tuple[Answer, tuple[str, ...]]:
    """Return what a reader with *habits* answers, and the ids it would cite.

    *found* is what the rules look for in *events*.
    """
    return _Look(events, records, found).read(habits)


def answers(
    events: Sequence[Event],
    records: Sequence[Record],
    readers: Iterable[Habits],
    found: Sighted | None = None,
) -> list[Answer]:
    """Return what each of *readers* answers, who look at the same log together."""
    look = _Look(events, records, found)
    return [look.read(habits)[0] for habits in readers]


_SPECIAL = ("critical", "privileged", "shared")
"""The standings of which a record is worth a look."""


class _Look:
    """A look at a log and at its records, of which not every reader makes the same."""

    def __init__(
        self, events: Sequence[Event], records: Sequence[Record], found: Sighted | None
    ) -> None:
        self._found = sighted(events) if found is None else found
        self._away = _away(events, records)
        self._works = [it for it in records if it.kind == "work" and it.role != LEAVE]
        self._special = [it for it in records if it.standing in _SPECIAL]
        self._made: dict[tuple[object, ...], _Made] = {}
        """What is made of it, by what is compared and known."""

    def read(self, habits: Habits) -> tuple[Answer, tuple[str, ...]]:
        """Return what a reader with *habits* answers, and the ids it would cite."""
        if self._away and habits.checks_absence:
            return "escalate", self._away
        answer, proof, is_important, is_spread = self._make(habits)
        if (is_important and habits.checks_standing) or (is_spread and habits.counts_hosts):
            return "escalate", proof
        return answer, proof

    def _make(self, habits: Habits) -> "_Made":
        key = (
            *(habits.checks_host, habits.checks_actor, habits.checks_hours, habits.checks_work),
            habits.knows,
        )
        made = self._made.get(key)
        if made is None:
            left = heard(self._found, partial(self._is_covered, habits))
            known = [signal for signal in left if signal.rule in habits.knows]
            made = self._made[key] = _judged(known, self._special)
        return made

    def _is_covered(self, habits: Habits, rule: Rule, event: Event) -> bool:
        for record in self._works:  # noqa: SIM110  # a generator costs more than the look
            if _covers(record, rule, event, habits):
                return True
        return False


class _Made(NamedTuple):
    """What somebody makes of the signs that they have left."""

    answer: Answer
    proof: tuple[str, ...] = ()
    is_important: bool = False
    """Whether somebody or something important is touched by what is no mere try, nor grave."""
    is_spread: bool = False
    """Whether more than one is."""


def _away(events: Sequence[Event], records: Sequence[Record]) -> tuple[str, ...]:
    """Return the sign-in of somebody who is away with the record that says so, if there is one."""
    leaves = [record for record in records if record.role == LEAVE]
    for record in leaves:
        for event in events:
            if (
                event.type == "sign_in"
                and event.outcome == "success"
                and event.user == record.actor
                and record.opens <= event.second <= record.closes
            ):
                return (event.id, record.id)
    return ()


_ORDER: tuple[tuple[str, Answer], ...] = (
    ("grave", "escalate"),
    ("code", "quarantine_host"),
    ("entry", "block_ip"),
    ("attempt", "monitor"),
)


def _judged(found: Sequence[Signal], special: Sequence[Record]) -> _Made:
    for grade, answer in _ORDER:
        graded = [signal for signal in found if signal.grade == grade]
        if graded:
            beyond = _beyond(found, special) if grade in ("code", "entry") else (False, False)
            return _Made(answer, graded[0].proof[:3], *beyond)
    return _Made("dismiss")


def _beyond(found: Sequence[Signal], special: Sequence[Record]) -> tuple[bool, bool]:
    """Return whether somebody or something important is touched, and whether more than one is."""
    codes = [event for signal in found if signal.grade == "code" for event in signal.events]
    entries = [event for signal in found if signal.grade == "entry" for event in signal.events]
    reached = [event for signal in found if signal.rule in REACHING for event in signal.events]
    touched = {
        "critical": {event.host for event in reached},
        "privileged": {event.user for event in (*codes, *entries)},
        "shared": {address(event) for event in entries},
    }
    is_important = any(record.subject in touched[record.standing] for record in special)
    return is_important, max(len(touched["critical"]), len(touched["shared"])) > 1


def explained(rule: str, events: Sequence[Event], records: Sequence[Record]) -> tuple[str, ...]:
    """Return a line on which *rule* fired and a ticket that fits it, to cite for a dismissal."""
    raised = {name for alert in RULES[rule].alerts(events) for name in alert.events}
    for event in events:
        fitting = [record.id for record in records if _fits(record, rule, event)]
        if event.id in raised and fitting:
            return (event.id, fitting[0])
    return tuple(event.id for event in events if event.id in raised or not raised)[:1]


def _fits(record: Record, rule: str, event: Event) -> bool:
    return (
        record.kind == "work"
        and record.role != LEAVE
        and record.host == event.host
        and record.actor in (event.user, event.source_ip)
        and record.opens <= event.second <= record.closes
        and rule in WORKS[record.role].covers
    )


def submits(
    rule: str, events: Sequence[Event], records: Sequence[Record], habits: Habits
) -> SubmitTriage:
    """Return the answer of a reader with *habits* to an alert of *rule*, citing what shows it."""
    answer, proof = reads(events, records, habits)
    return answered(answer, proof, rule, events, records)


def answered(
    answer: Answer,
    proof: tuple[str, ...],
    rule: str,
    events: Sequence[Event],
    records: Sequence[Record],
) -> SubmitTriage:
    """Return *answer* with its *proof*, or else with what explains the alert of *rule*."""
    return SubmitTriage(answer, proof or explained(rule, events, records))
