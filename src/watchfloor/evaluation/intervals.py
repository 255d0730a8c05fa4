"""Means with their intervals, from whole episodes drawn again and again.

What is drawn again is the seed, with all that was played on it, since two policies on one seed meet
one world. The draws are a seed's own, so that an interval is the same on every machine.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from watchfloor.seeds import Seed

RESAMPLES = 1000
TAIL = 0.025
"""The share of the draws beyond each end of a 95 % interval."""
_NORMAL = 1.96
"""The deviations of a normal spread within which 95 % lie."""


class Interval(msgspec.Struct, frozen=True):
    """An estimate, and what another sample as large may come to."""

    mean: float
    low: float
    high: float


@lru_cache(maxsize=16)
def resamples(count: int) -> tuple[tuple[int, ...], ...]:
    """Return the places of *count* things, drawn with replacement `RESAMPLES` times."""
    draw = Seed.of("resamples", count).stream()
    return tuple(tuple(draw.smalls(count, count)) for _ in range(RESAMPLES))


def mean(values: Sequence[float], places: Sequence[int] | None = None) -> float:
    """Return the mean of *values*, or of those at *places*."""
    if places is None:
        return sum(values) / len(values)
    return sum([values[place] for place in places]) / len(places)


def over(statistic: Callable[[Sequence[int]], float], count: int) -> Interval:
    """Return *statistic*, which reads *count* things by their places, with its 95 % interval."""
    found = sorted(map(statistic, resamples(count)))
    edge = round(RESAMPLES * TAIL)
    return Interval(statistic(range(count)), found[edge], found[-1 - edge])


def of(values: Sequence[float]) -> Interval:
    """Return the mean of *values* with its 95 % interval."""
    return over(lambda places: mean(values, places), len(values))


def share(count: int, tried: int) -> Interval:
    """Return *count* of *tried* with the 95 % interval of Wilson, which fits where few were met.

    >>> share(0, 100).high < 0.04
    True
    """
    found, spread = count / tried, _NORMAL**2 / tried
    centre = (found + spread / 2) / (1 + spread)
    half = (spread * (found * (1 - found) + spread / 4)) ** 0.5 / (1 + spread)
    return Interval(found, max(0.0, centre - half), min(1.0, centre + half))
