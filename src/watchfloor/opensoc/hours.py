"""How far what happens has to stay from the edges of the hours of a record."""

from collections.abc import Iterable, Mapping, Sequence

from watchfloor.world.record import Record
from watchfloor.world.timeline import MINUTE

MARGIN = 2 * MINUTE


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


def any_near(records: Iterable[Record], busy: Mapping[str, Sequence[int]]) -> bool:
    """Return whether anything when machines were *busy* is on an edge of one of *records*."""
    for record in records:
        for second in busy.get(record.host, ()):
            if abs(second - record.opens) < MARGIN or abs(second - record.closes) < MARGIN:
                return True
    return False
