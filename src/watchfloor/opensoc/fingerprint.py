"""What an incident is when names, addresses, times, words and idle lines are taken away.

Two incidents with one fingerprint tell the same story about other people: the same signs in the
same order, by and on the same hands and machines, with records that fit them in the same way. Who
else was about, and what the console knows of them, is no part of it.

A story of one or two signs is too short to be anybody's own, since there are not many. There the
whole log counts.
"""

from collections.abc import Sequence
from typing import TypeAlias

from watchfloor.codec import digest
from watchfloor.opensoc.runbook import LEAVE
from watchfloor.world.detection import Signal, signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record

LEAST_SIGNS = 3
"""The kinds of sign that make a story of its own."""

Sign: TypeAlias = tuple[str, tuple[Event, ...]]
"""The rule that fired, if one did, and on what."""


def of(
    events: Sequence[Event], records: Sequence[Record], found: Sequence[Signal] | None = None
) -> str:
    """Return the fingerprint of *events* and *records*; *found* is what the rules find in them."""
    signs = _signs(events, records, signals(events) if found is None else found)
    numbers: dict[str, int] = {"": 0}
    story = [
        (rule, list(dict.fromkeys([_line(event, numbers) for event in shown])))
        for rule, shown in signs
    ]
    log = []
    if len({rule for rule, _ in signs}) < LEAST_SIGNS:
        log = [_line(event, numbers) for event in events]
    names = {name for _, shown in signs for event in shown for name in _named(event)}
    paper = [
        _paper(record, numbers, signs)
        for record in records
        if (_is_about(record, numbers) if record.kind == "work" else record.subject in names)
    ]
    return digest((story, log, sorted(paper)))[:32]


def _signs(
    events: Sequence[Event], records: Sequence[Record], found: Sequence[Signal]
) -> list[Sign]:
    """Return what the rules *found*, and each sign-in by somebody who is away, as they begin."""
    signs: list[Sign] = [(signal.rule, signal.events) for signal in found]
    leaves = [record for record in records if record.role == LEAVE]
    if leaves:
        signs += [("", (event,)) for event in events if _is_back(event, leaves)]
    return sorted(signs, key=_beginning)


def _beginning(sign: Sign) -> tuple[int, str]:
    return (sign[1][0].second, sign[0])


def _is_back(event: Event, leaves: Sequence[Record]) -> bool:
    """Return whether *event* is a sign-in by somebody who is away by one of *leaves*."""
    is_sign_in = event.type == "sign_in" and event.outcome.lower() == "success"
    return is_sign_in and any(
        leave.actor == event.user and leave.opens <= event.second <= leave.closes
        for leave in leaves
    )


def _line(event: Event, numbers: dict[str, int]) -> tuple[str, int, int, int, int, int]:
    """Return what is told of *event*, with the number of each name, in the order of their coming.

    So it does not matter how often the same line comes again, or what comes in between.
    """
    number = numbers.setdefault
    return (
        event.type,
        number(event.host, len(numbers)),
        number(event.user, len(numbers)),
        number(event.account, len(numbers)),
        number(event.source_ip, len(numbers)),
        number(event.target_ip, len(numbers)),
    )


def _named(event: Event) -> tuple[str, ...]:
    """Return the machine, the account and the addresses of *event*."""
    return (event.host, event.user, event.source_ip, event.target_ip)


def _is_about(work: Record, numbers: dict[str, int]) -> bool:
    """Return whether *work* names a machine or somebody of the story."""
    return numbers.get(work.host, 0) > 0 or numbers.get(work.actor, 0) > 0


def _paper(
    record: Record, numbers: dict[str, int], signs: Sequence[Sign]
) -> tuple[str, str, str, int, int, int, int, int]:
    """Return what *record* says of the story, and how many *signs* begin and end in its hours."""
    opens, closes = record.opens, record.closes
    return (
        record.kind,
        record.role if record.kind == "work" else "",
        record.standing,
        numbers.get(record.host, -1),
        numbers.get(record.actor, -1),
        numbers.get(record.subject, -1),
        len([1 for _, shown in signs if opens <= shown[0].second <= closes]),
        len([1 for _, shown in signs if opens <= shown[-1].second <= closes]),
    )
