"""One address fails to sign in to many accounts within ten minutes."""

from collections.abc import Sequence

from watchfloor.world.event import Event
from watchfloor.world.rule import Rule
from watchfloor.world.timeline import MINUTE

_ACCOUNTS = 5
_WINDOW = 10 * MINUTE


def _finds(events: Sequence[Event]) -> tuple[tuple[str, ...], ...]:
    by_origin: dict[str, list[Event]] = {}
    for event in events:
        if event.type == "sign_in" and event.outcome == "failure":
            by_origin.setdefault(event.source_ip, []).append(event)
    return tuple(
        tuple(event.id for event in tries)
        for tries in by_origin.values()
        if len({event.user for event in tries}) >= _ACCOUNTS
        and tries[-1].second - tries[0].second <= _WINDOW
    )


def _tries(*users: str) -> tuple[Event, ...]:
    return tuple(
        Event(
            f"log-{place:02d}",
            place,
            "sign_in",
            "dc-01",
            user,
            source_ip="203.0.113.7",
            outcome="failure",
        )
        for place, user in enumerate(users, start=1)
    )


RULE = Rule(
    name="password_spray",
    summary="One address fails to sign in to many accounts within ten minutes.",
    technique="T1110.003",
    finds=_finds,
    fires_on=(_tries("ada", "bruno", "chen", "dora", "emil"),),
    silent_on=(_tries("ada", "ada", "ada", "ada", "ada", "ada"), _tries("ada", "bruno", "chen")),
)
