"""What an incident is when names, addresses, times and words are taken away.

So is what the console knows of somebody or something that no suspicious line names.

Two incidents with one fingerprint tell the same story about other people.
"""

from collections.abc import Sequence

from watchfloor.codec import digest
from watchfloor.world.detection import signals
from watchfloor.world.event import Event
from watchfloor.world.record import Record


def of(events: Sequence[Event], records: Sequence[Record]) -> str:
    """Return the fingerprint of *events* and *records*."""
    numbers: dict[str, int] = {"": 0}
    number = numbers.setdefault
    loud = {name: signal.rule for signal in signals(events) for name in signal.proof}
    told = {name for event in events if event.id in loud for name in _named(event)}
    story = [
        (
            event.type,
            loud.get(event.id, ""),
            number(event.host, len(numbers)),
            number(event.user, len(numbers)),
            number(event.account, len(numbers)),
            number(event.source_ip, len(numbers)),
            number(event.target_ip, len(numbers)),
        )
        for event in events
    ]
    seconds = [event.second for event in events]
    paper = [
        (
            record.kind,
            record.role if record.kind == "work" else "",
            record.standing,
            numbers.get(record.host, -1),
            numbers.get(record.actor, -1),
            numbers.get(record.subject, -1),
            _hours(record, seconds),
        )
        for record in records
        if record.kind == "work" or record.subject in told
    ]
    return digest((story, sorted(paper)))[:32]


def _named(event: Event) -> tuple[str, ...]:
    """Return the machine, the account and the addresses of *event*."""
    return (event.host, event.user, event.source_ip, event.target_ip)


def _hours(record: Record, seconds: list[int]) -> int:
    """Return how many of *seconds* fall into the hours of *record*."""
    opens, closes = record.opens, record.closes
    if opens == closes:
        return seconds.count(opens)
    return len([second for second in seconds if opens <= second <= closes])
