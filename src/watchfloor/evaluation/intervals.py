"""Means with their intervals, from whole episodes drawn again and again.

What is drawn again is the seed, with all that was played on it, since two policies on one seed meet
one world. The draws are a seed's own, so that an interval is the same on every machine.

The plain interval of `over` and `of` is as far as an audit goes, where there are many seeds. With
few worlds it is too narrow; `stretched` makes up for that, and `share` is for what is counted.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from math import inf, isfinite, sqrt
from statistics import NormalDist

import msgspec

from watchfloor.seeds import Seed

RESAMPLES = 1000
TAIL = 0.025
"""The share of the draws beyond each end of a 95 % interval."""
DEVIATIONS = NormalDist().inv_cdf(1 - TAIL)
"""The deviations of a normal spread within which 95 % lie."""


class Interval(msgspec.Struct, frozen=True):
    """An estimate, and what another sample as large may come to.

    Where too little is known for an interval, it has no ends.
    """

    mean: float
    low: float
    high: float

    @property
    def has_ends(self) -> bool:
        """Return whether enough is known to say how far off the estimate may be."""
        return isfinite(self.low) and isfinite(self.high)


def endless(mean: float) -> Interval:
    """Return *mean* where too little is known for an interval."""
    return Interval(mean, -inf, inf)


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


def share(count: float, tried: float) -> Interval:
    """Return *count* of *tried* with the 95 % interval of Wilson, which fits where few were met.

    >>> share(0, 100).high < 0.04
    True
    """
    found, spread = count / tried, DEVIATIONS**2 / tried
    centre = (found + spread / 2) / (1 + spread)
    half = (spread * (found * (1 - found) + spread / 4)) ** 0.5 / (1 + spread)
    return Interval(found, max(0.0, centre - half), min(1.0, centre + half))


def student(freedom: int) -> float:
    """Return the deviations within which 95 % of Student's distribution lie.

    It is the expansion of Cornish and Fisher about the normal one.

    >>> [round(student(freedom), 2) for freedom in (4, 9, 19, 99)]
    [2.78, 2.26, 2.09, 1.98]
    """
    z = NormalDist().inv_cdf(1 - TAIL)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    powers = enumerate(terms, start=1)
    return z + sum(term / float(freedom**power) for power, term in powers)


def tail(worlds: int, strata: int = 1) -> float:
    """Return the share of the draws to leave beyond each end, where so many worlds were drawn.

    Draws of few worlds vary too little, and what they vary by is itself a guess: both make the
    plain tail too wide.
    """
    freedom = max(1, worlds - strata)
    return NormalDist().cdf(-student(freedom) * sqrt(worlds / freedom))


def plain(found: Sequence[float]) -> tuple[float, float]:
    """Return the ends between which 95 % of *found* lie."""
    ordered = sorted(found)
    return _at(ordered, TAIL), _at(ordered, 1 - TAIL)


def stretched(found: Sequence[float], worlds: int, strata: int = 1) -> tuple[float, float]:
    """Return the ends of the 95 % interval that *found* gives: one value for each draw."""
    ordered, beyond = sorted(found), tail(worlds, strata)
    return _at(ordered, beyond), _at(ordered, 1 - beyond)


def studentised(
    whole: float, error: float, drawn: Sequence[tuple[float, float]], size: tuple[int, int]
) -> tuple[float, float]:
    """Return the ends of the 95 % interval of *whole*, which has a standard *error*.

    *drawn* is what each draw comes to with an error of its own. What is far out in few worlds makes
    both large, so the interval reaches further up where there are outliers.
    """
    off = sorted((value - whole) / own if own else 0.0 for value, own in drawn)
    beyond = tail(*size)
    return whole - error * _at(off, 1 - beyond), whole - error * _at(off, beyond)


def _at(ordered: Sequence[float], share_below: float) -> float:
    """Return the number with that share of *ordered* below it, between the nearest two."""
    place = min(max(share_below * len(ordered) - 0.5, 0.0), len(ordered) - 1.0)
    first = int(place)
    last = min(first + 1, len(ordered) - 1)
    return ordered[first] + (place - first) * (ordered[last] - ordered[first])
