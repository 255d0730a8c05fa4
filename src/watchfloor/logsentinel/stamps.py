"""The time of a line, spelt as its source spells it."""

from typing import NamedTuple

from watchfloor.seeds import Stream

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


class Day(NamedTuple):
    """A day, in the spellings that logs have for it."""

    iso: str
    syslog: str
    access_log: str
    compact: str


def drawn_day(draw: Stream) -> Day:
    """Return a day, drawn from *draw*."""
    year, month, day = draw.between(2027, 2032), draw.below(12), draw.between(1, 28)
    name = _MONTHS[month]
    return Day(
        iso=f"{year}-{month + 1:02d}-{day:02d}",
        syslog=f"{name} {day:2d}",
        access_log=f"{day:02d}/{name}/{year}",
        compact=f"{year}{month + 1:02d}{day:02d}",
    )


def clock(second: int) -> str:
    """Return the time of the day at *second*.

    >>> clock(3_725)
    '01:02:05'
    """
    minute, second = divmod(second, 60)
    hour, minute = divmod(minute, 60)
    return f"{hour:02d}:{minute:02d}:{second:02d}"


def iso(day: Day, second: int, milli: int = -1) -> str:
    """Return *second* of *day* as most logs write it, to the thousandth if *milli* is one.

    >>> iso(Day("2031-03-09", "", "", ""), 3_725, 40)
    '2031-03-09T01:02:05.040Z'
    """
    fraction = "" if milli < 0 else f".{milli:03d}"
    return f"{day.iso}T{clock(second)}{fraction}Z"
