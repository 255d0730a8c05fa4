"""Intervals of means and shares."""

from statistics import NormalDist

import pytest

from watchfloor.audit.extra import loaded
from watchfloor.evaluation import intervals

STATS = loaded("scipy.stats")


def test_an_audits_interval_is_as_it_was() -> None:
    """The ends of the plain interval are the 26th and the 975th of a thousand means."""
    found = intervals.of([0.0, 1.0, 1.0, 0.0, 1.0])
    means = sorted(intervals.mean([0, 1, 1, 0, 1], it) for it in intervals.resamples(5))

    assert (found.mean, found.low, found.high) == (0.6, means[25], means[974])


@pytest.mark.parametrize("freedom", [3, 4, 9, 19, 49, 199])
def test_students_deviations_are_those_of_the_tables(freedom: int) -> None:
    """The expansion is right to a hundredth from three degrees of freedom on."""
    assert intervals.student(freedom) == pytest.approx(STATS.t.ppf(0.975, freedom), abs=0.02)


def test_the_fewer_the_worlds_the_further_out_the_ends() -> None:
    """With many worlds the tail is the plain one; with ten it is a third of that."""
    tails = [intervals.tail(count) for count in (5, 10, 20, 100, 10_000)]

    assert tails == sorted(tails)
    assert tails[1] == pytest.approx(
        NormalDist().cdf(-STATS.t.ppf(0.975, 9) * (10 / 9) ** 0.5), abs=1e-4
    )
    assert tails[-1] == pytest.approx(intervals.TAIL, abs=1e-4)


def test_ends_lie_between_the_nearest_draws() -> None:
    """Of 0, 1, ..., 999 about 2.5 % lie below the lower end."""
    low, high = intervals.stretched([float(it) for it in range(1000)], 100_000)

    assert (low, high) == pytest.approx((24.5, 974.5), abs=0.1)


def test_wilsons_interval_is_that_of_the_books() -> None:
    """Of 20, 8: from 0.219 to 0.613."""
    found = intervals.share(8, 20)

    assert (found.mean, round(found.low, 3), round(found.high, 3)) == (0.4, 0.219, 0.613)
