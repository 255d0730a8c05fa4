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
    loud = {name: signal.rule for signal in signals(events) for name in signal.proof}
    told = {name for event in events if event.id in loud for name in _named(event)}
    story = [
        (
            event.type,
            loud.get(event.id, ""),
            *(
                numbers.setdefault(value, len(numbers))
                for value in (
                    event.host,
                    event.user,
                    event.account,
                    event.source_ip,
                    event.target_ip,
                )
            ),
        )
        for event in events
    ]
    paper = sorted(
        (
            record.kind,
            record.role if record.kind == "work" else "",
            record.standing,
            numbers.get(record.host, -1),
            numbers.get(record.actor, -1),
            numbers.get(record.subject, -1),
            _hours(record, events),
        )
        for record in records
        if record.kind == "work" or record.subject in told
    )
    return digest((story, paper))[:32]


def _named(event: Event) -> tuple[str, ...]:
    """Return the machine, the account and the addresses of *event*."""
    return (event.host, event.user, event.source_ip, event.target_ip)


def _hours(record: Record, events: Sequence[Event]) -> int:
    """Return how many of *events* fall into the hours of *record*."""
    return sum(1 for event in events if record.opens <= event.second <= record.closes)
