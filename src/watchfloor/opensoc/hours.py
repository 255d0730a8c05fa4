"""How far what happens has to stay from the edges of the hours of a record."""

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet

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


def edges_near(seconds: Iterable[int]) -> set[int]:
    """Return the times on the grid that are within the margin of one of *seconds*.

    >>> edges_near([7 * MINUTE, 9 * MINUTE])
    {600}
    """
    nearest = [(second, (second + GRID // 2) // GRID * GRID) for second in seconds]
    return {edge for second, edge in nearest if abs(edge - second) < MARGIN}


def any_near(records: Iterable[Record], closed: Mapping[str, AbstractSet[int]]) -> bool:
    """Return whether hours of one of *records* begin or end when its machine is *closed* to it."""
    for record in records:
        host = record.host
        if host in closed and (record.opens in closed[host] or record.closes in closed[host]):
            return True
    return False
