"""One machine sends more than 100 MB to one address."""

from collections.abc import Sequence

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule

_BYTES = 100_000_000


def _finds(events: Sequence[Event]) -> tuple[tuple[str, ...], ...]:
    return tuple(
        (event.id,) for event in events if event.type == "network_flow" and event.size > _BYTES
    )


def _flow(size: int) -> tuple[Event, ...]:
    return (
        Event(
            "log-01",
            60,
            "network_flow",
            "db-01",
            source_ip="10.4.0.11",
            target_ip="198.51.100.20",
            port=443,
            size=size,
        ),
    )


RULE = Rule(
    name="large_transfer",
    summary="One machine sends more than 100 MB to one address.",
    technique="T1048",
    finds=_finds,
    fires_on=(_flow(250_000_000),),
    silent_on=(_flow(1_000_000), ()),
)
