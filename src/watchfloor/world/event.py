"""Something that happened, and the types of things that can.

An event is flat and slim: one row, the same columns for every type, each type filling its own. The
ids of a type are OCSF's (https://schema.ocsf.io), so that a row can be exchanged with other tools.
"""

import msgspec

COLUMNS = (
    "host",
    "user",
    "account",
    "process",
    "parent",
    "command",
    "path",
    "source_ip",
    "target_ip",
    "port",
    "name",
    "outcome",
    "size",
)


class Event(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One row of a log."""

    id: str
    second: int
    type: str
    host: str = ""
    """The machine that recorded it."""
    user: str = ""
    """The account that acted."""
    account: str = ""
    """The account it was done to."""
    process: str = ""
    parent: str = ""
    command: str = ""
    path: str = ""
    source_ip: str = ""
    target_ip: str = ""
    port: int = 0
    name: str = ""
    """What was asked for: a domain, a subject, a service, a setting."""
    outcome: str = ""
    size: int = 0
    """Bytes moved, or files touched."""


class EventType(msgspec.Struct, frozen=True, kw_only=True):
    """What events of one type are and which columns they fill."""

    name: str
    summary: str
    ocsf_class: int
    fills: tuple[str, ...]
    """The columns that no event of the type leaves empty."""
    may_fill: tuple[str, ...] = ()
    example: Event


def filled(event: Event) -> tuple[str, ...]:
    """Return the columns that *event* fills, in the order of `COLUMNS`."""
    return tuple(column for column in COLUMNS if getattr(event, column))


def text(event: Event) -> str:
    """Return *event* as one line of `key=value` pairs.

    >>> text(Event(id="log-01", second=0, type="sign_in", user="ada", outcome="failure"))
    'sign_in user=ada outcome=failure'
    """
    pairs = (f"{column}={_spelled(getattr(event, column))}" for column in filled(event))
    return " ".join((event.type, *pairs))


def _spelled(value: str | int) -> str:
    if isinstance(value, int) or value.replace("-", "").replace(".", "").isalnum():
        return str(value)
    return msgspec.json.encode(value).decode()


def in_order(events: list[Event]) -> tuple[Event, ...]:
    """Return *events* by time, with ids that say nothing but their place."""
    by_time = sorted(events, key=lambda event: (event.second, event.type, event.host, event.id))
    return tuple(
        msgspec.structs.replace(event, id=f"log-{place:02d}")
        for place, event in enumerate(by_time, start=1)
    )
