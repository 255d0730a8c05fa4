"""How far what happens has to stay from the edges of the hours of a record."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

from watchfloor.world.event import Event
from watchfloor.world.record import Record
from watchfloor.world.timeline import MINUTE

MARGIN = 2 * MINUTE
GRID = 5 * MINUTE
"""Hours on a calendar begin and end at full five minutes, whatever happens in them."""


def is_near(record: Record, host: str, first: int, last: int) -> bool:
    """Return whether what happens on *host* from *first* to *last* is on an edge of *record*."""
    return (
        record.kind == "work"
        and record.host == host
        and (
            abs(first - record.opens) < MARGIN
            or abs(last - record.closes) < MARGIN
            or abs(first - record.closes) < MARGIN
            or abs(last - record.opens) < MARGIN
        )
    )


def closed_by(events: Iterable[Event]) -> dict[str, set[int]]:
    """Return, by machine, the times on the grid that are within the margin of one of *events*."""
    found: dict[str, set[int]] = {}
    for event in events:
        host, second = event.host, event.second
        edge = (second + GRID // 2) // GRID * GRID
        if abs(edge - second) < MARGIN:
            if host in found:
                found[host].add(edge)
            else:
                found[host] = {edge}
    return found


def any_near(records: Iterable[Record], closed: Mapping[str, AbstractSet[int]]) -> bool:
    """Return whether hours of one of *records* begin or end when its machine is *closed* to it."""
    for record in records:
        host = record.host
        if host in closed and (record.opens in closed[host] or record.closes in closed[host]):
            return True
    return False
