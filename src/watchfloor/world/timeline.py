"""Simulated seconds; never the wall clock.

Second 0 is Monday 2029-01-01, 00:00 UTC. A stamp is text for players; arithmetic is done on
seconds.
"""

from functools import lru_cache

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR

_FIRST_YEAR = 2029
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@lru_cache(maxsize=4096)
def date(day: int) -> str:
    """Return the calendar date of simulated *day*, counted from 0.

    >>> date(0), date(58), date(365)
    ('2029-01-01', '2029-02-28', '2030-01-01')
    """
    year = _FIRST_YEAR
    while day >= 365 + _is_leap(year):
        day -= 365 + _is_leap(year)
        year += 1
    month = 0
    while day >= _DAYS_IN_MONTH[month] + (month == 1 and _is_leap(year)):
        day -= _DAYS_IN_MONTH[month] + (month == 1 and _is_leap(year))
        month += 1
    return f"{year}-{month + 1:02d}-{day + 1:02d}"


def stamp(second: int) -> str:
    """Return *second* as players read it.

    >>> stamp(DAY + 9 * HOUR + 5 * MINUTE + 7)
    '2029-01-02T09:05:07Z'
    """
    day, rest = divmod(second, DAY)
    hour, rest = divmod(rest, HOUR)
    minute, left = divmod(rest, MINUTE)
    return f"{date(day)}T{hour:02d}:{minute:02d}:{left:02d}Z"


def weekday(second: int) -> str:
    """Return the name of the day that *second* falls on.

    >>> weekday(6 * DAY + 1)
    'Sunday'
    """
    return _WEEKDAYS[second // DAY % 7]
