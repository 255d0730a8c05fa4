"""Simulated seconds; never the wall clock.

Second 0 is Monday 2029-01-01, 00:00 UTC. A stamp is text for players; arithmetic is done on
seconds.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import TypeAlias

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR
WORKDAYS = 255
"""The working days that incidents are set on: those of 51 weeks."""

Clock: TypeAlias = tuple[Callable[[int], str], tuple[str, ...]]
"""The text of an hour, and what follows for each of its seconds."""

_FIRST_YEAR = 2029
_DAYS_IN_CYCLE = 146_097
"""The calendar repeats itself every 400 years."""
_DAYS_IN_MONTH = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HOUR = re.compile("([0-9]{4})-([0-9]{2})-([0-9]{2})T([0-9]{2}):").fullmatch


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@lru_cache(maxsize=4096)
def date(day: int) -> str:
    """Return the calendar date of simulated *day*, counted from 0; days before have negative ones.

    >>> date(-1), date(0), date(58), date(365)
    ('2028-12-31', '2029-01-01', '2029-02-28', '2030-01-01')
    """
    cycles, left = divmod(day, _DAYS_IN_CYCLE)
    year = _FIRST_YEAR
    while left >= 365 + _is_leap(year):
        left -= 365 + _is_leap(year)
        year += 1
    month = 0
    while left >= _DAYS_IN_MONTH[month] + (month == 1 and _is_leap(year)):
        left -= _DAYS_IN_MONTH[month] + (month == 1 and _is_leap(year))
        month += 1
    year += 400 * cycles
    if not 1 <= year <= 9999:
        message = f"day {day} lies in the year {year}; expected one from 1 to 9999"
        raise ValueError(message)
    return f"{year:04d}-{month + 1:02d}-{left + 1:02d}"


def clock(spelled: Callable[[int], str], middle: str, end: str) -> Clock:
    """Return the texts that are a day *spelled*, the *middle*, the time of day and the *end*.

    >>> hours, rests = clock(date, " ", ".000")
    >>> hours(9) + rests[5 * MINUTE + 7]
    '2029-01-01 09:05:07.000'
    """
    ends = [f"{second:02d}{end}" for second in range(60)]
    rests = tuple([f"{minute:02d}:{last}" for minute in range(60) for last in ends])

    @lru_cache(maxsize=16_384)
    def up_to_hour(hour: int) -> str:
        return f"{spelled(hour // 24)}{middle}{hour % 24:02d}:"

    return up_to_hour, rests


_HOURS, _RESTS = STAMPS = clock(date, "T", "Z")


def stamp(second: int) -> str:
    """Return *second* as players read it.

    >>> stamp(DAY + 9 * HOUR + 5 * MINUTE + 7)
    '2029-01-02T09:05:07Z'
    """
    return f"{_HOURS(second // HOUR)}{_RESTS[second % HOUR]}"


def second_of(text: str) -> int:
    """Return the second whose stamp is *text*.

    >>> second_of("2029-01-02T09:05:07Z") == DAY + 9 * HOUR + 5 * MINUTE + 7
    True
    """
    hour, left = _hour_of(text[:14]), _SECOND_OF.get(text[14:])
    if hour is None or left is None:
        message = (
            f"found {text[:40]!r}, expected a time that exists, such as '2029-01-02T09:05:07Z'"
        )
        raise ValueError(message)
    return hour * HOUR + left


_SECOND_OF = {rest: second for second, rest in enumerate(_RESTS)}


@lru_cache(maxsize=16_384)
def _hour_of(text: str) -> int | None:
    """Return the hour whose seconds' stamps begin with *text*, if it is one."""
    found = _HOUR(text)
    if found is None:
        return None
    year, month, day, hour = map(int, found.groups())
    if year == 0 or not (1 <= month <= 12 and 1 <= day <= 31 and hour < 24):
        return None
    months = sum(_DAYS_IN_MONTH[: month - 1]) + (month > 2 and _is_leap(year))
    days = _new_year(year) - _new_year(_FIRST_YEAR) + months + day - 1
    number = 24 * days + hour
    return number if _HOURS(number) == text else None


def _new_year(year: int) -> int:
    """Return the days from the first day of the year 1 to that of *year*."""
    last = year - 1
    return 365 * last + last // 4 - last // 100 + last // 400


def workday(number: int) -> int:
    """Return the day that is working day *number*, counted from 0.

    >>> [weekday(workday(number) * DAY) for number in (0, 4, 5)]
    ['Monday', 'Friday', 'Monday']
    """
    weeks, day = divmod(number, 5)
    return 7 * weeks + day


def weekday(second: int) -> str:
    """Return the name of the day that *second* falls on.

    >>> weekday(6 * DAY + 1)
    'Sunday'
    """
    return _WEEKDAYS[second // DAY % 7]
