"""Worlds drawn again."""

from collections.abc import Sequence

import pytest

from watchfloor.evaluation import redraws
from watchfloor.evaluation.intervals import RESAMPLES, resamples
from watchfloor.evaluation.metric import quotient
from watchfloor.evaluation.redraws import Row

ROWS: list[Row] = [(3, 4), (-1, 2), (0, 1), (7, 7)]


@pytest.mark.parametrize("scale", [1, 1.0], ids=["whole", "broken"])
def test_sums_are_those_of_the_worlds_drawn(scale: float) -> None:
    """Packed into one number or not, a draw adds up what it drew."""
    held = redraws.Rows([[scale * it for it in row] for row in ROWS])

    for number in (0, 7, 999):
        drawn = [ROWS[place] for place in resamples(4)[number]]

        assert held.drawn(number) == redraws.added(drawn)
    assert held.total() == [9, 14]
    assert held.chosen((1, 0, 0, 1)) == [10, 11]
    assert held.chosen((0, 0, 0, 0)) == [0, 0]


def test_a_draw_without_a_value_is_left_out() -> None:
    """One world of two has nothing to divide by; where it is drawn twice nothing is found."""
    found = redraws.of_sums([[(1, 2), (0, 0)]], quotient)

    assert 0 < len(found) < RESAMPLES
    assert set(found) == {0.5}


def test_strata_are_drawn_for_themselves() -> None:
    """Of a stratum of one world there is nothing else to draw, so the sum varies by the other."""
    found = redraws.of_sums([[(10, 1)], [(0, 1), (1, 1)]], lambda sums: sums[0])

    assert set(found) == {10, 11, 12}


def test_the_mean_over_strata_weighs_each_alike() -> None:
    """A stratum of one world counts as much as one of three."""
    found = redraws.of_each([[(1, 1)], [(0, 1), (0, 1), (0, 1)]], quotient)

    assert set(found) == {0.5}


def test_lists_are_those_of_the_worlds_drawn() -> None:
    """Where no sums will do, the worlds themselves are handed on."""
    seen: list[list[str]] = []

    def value(worlds: Sequence[str]) -> float:
        seen.append(list(worlds))
        return 1.0

    redraws.of_lists([["a", "b", "c"]], value, 5)

    assert seen == [["abc"[place] for place in drawn] for drawn in resamples(3)[:5]]


def test_the_jackknife_of_a_mean_is_its_variance() -> None:
    """Of 1, 2, 3, 4 the variance is 5/3, that of the mean a quarter of it."""
    rows: list[Row] = [(number, 1) for number in (1, 2, 3, 4)]

    assert redraws.jackknifed([rows], quotient) == pytest.approx(5 / 3 / 4)
    assert redraws.jackknifed([[(1, 1), (0, 0)]], quotient) is None


def test_swaps_choose_every_half() -> None:
    """Each world is swapped about as often as not, and all of them alike in every run."""
    chosen = redraws.flips(6)
    often = redraws.added(chosen)

    assert len(chosen) == redraws.FLIPS
    assert all(0.45 < count / redraws.FLIPS < 0.55 for count in often)
    assert redraws.swapped([(1,)] * 6, lambda sums: sums[0]) == [sum(it) for it in chosen]
