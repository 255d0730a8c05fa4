"""Two policies on the same worlds."""

import pytest

import results
from results import MEAN, WON, metric, points
from watchfloor.evaluation.intervals import share
from watchfloor.evaluation.metric import Beside, Whole
from watchfloor.evaluation.paired import Comparison, compared
from watchfloor.evaluation.scoring import scored


def ends(found: Comparison) -> tuple[float, float, float]:
    """Return the numbers of *found*, which has some."""
    assert found.difference is not None

    return found.difference.mean, found.difference.low, found.difference.high


def test_what_worlds_have_in_common_cancels() -> None:
    """Two policies of which one is always a little better differ clearly, however worlds differ."""
    hard = [(number * 7 % 20) / 20 for number in range(20)]
    better = results.rewards([it + 0.1 + 0.01 * (place % 3) for place, it in enumerate(hard)])
    found = compared(better, results.rewards(hard), MEAN)
    mean, low, high = ends(found)

    assert mean == pytest.approx(0.11, abs=0.001)
    assert 0.1 < low < high < 0.12
    assert (found.is_clear, found.worlds) == (True, 20)
    assert found.chance == pytest.approx(1 / 2001, abs=0.001)


def test_there_is_no_difference_between_a_policy_and_itself() -> None:
    """The difference is nothing, and comes up whenever results are swapped."""
    same = results.rewards([0.1, 0.5, 0.9])
    found = compared(same, same, MEAN)

    assert (ends(found)[0], found.chance, found.is_clear) == (0.0, 1.0, False)


def test_the_chance_is_that_of_the_sign_test() -> None:
    """Better by one in each of five worlds: two of 32 ways to swap are as far, 1/16."""
    found = compared(results.rewards([1] * 5), results.rewards([0] * 5), MEAN)

    assert found.chance == pytest.approx(1 / 16, abs=0.02)


def test_sides_change_the_sign() -> None:
    """What one is more, the other is less."""
    mine, theirs = results.rewards([0.2, 0.9, 0.4, 0.6]), results.rewards([0.3, 0.1, 0.2, 0.2])
    (mean, low, high), back = (ends(compared(*it, MEAN)) for it in ((mine, theirs), (theirs, mine)))

    assert back == pytest.approx((-mean, -high, -low))


def test_worlds_that_only_one_has_played_are_left_out() -> None:
    """The difference is over what both have met."""
    found = compared(results.rewards([1, 1, 1]), results.rewards([0, 0]), MEAN)

    assert (ends(found)[0], found.worlds) == (1.0, 2)
    assert compared(
        results.rewards([1]), results.rewards([1], scenario="other"), MEAN
    ) == Comparison("made", None, None, 0)


def test_shares_that_never_differed_may_still_differ() -> None:
    """Two policies that met every one of ten are known to be alike to within some."""
    always = results.rewards([1] * 10)
    mean, low, high = ends(compared(always, always, WON))

    assert (mean, low, high) == (0.0, -share(0, 10).high, share(0, 10).high)


def test_any_function_can_be_compared() -> None:
    """A median is no function of sums."""
    median = metric(Whole(lambda found: sorted(map(points, found))[len(found) // 2]))
    found = compared(results.rewards([0.7, 0.9, 0.8]), results.rewards([0.2, 0.1, 0.3]), median)

    assert ends(found)[0] == pytest.approx(0.6)
    assert found.chance == pytest.approx(0.25, abs=0.08)


def test_a_metric_beside_others_is_compared_beside_the_same_others() -> None:
    """One went half of the way to the oracle, the other none of it."""
    how = Beside(
        ("oracle",),
        lambda mine, others: [points(mine[0]), points(others["oracle"][0])],
        lambda sums: sums[0] / sums[1] if sums[1] else None,
    )
    beside = {"oracle": results.rewards([1, 1, 1, 1])}
    found = compared(results.rewards([0.5] * 4), results.rewards([0] * 4), metric(how), beside)

    assert ends(found)[0] == 0.5
    assert scored(results.rewards([0.5] * 4), metric(how), beside).worlds == 4
    assert compared(results.rewards([1]), results.rewards([1]), metric(how)).difference is None


def test_one_world_of_ten_is_no_clear_difference_of_shares() -> None:
    """Two that seldom differ are drawn with a world for each side, so nothing is ruled out."""
    one, other = results.rewards([1] * 10), results.rewards([1] * 9 + [0])
    mean, low, high = ends(compared(one, other, WON))

    assert mean == pytest.approx(0.1)
    assert low < 0
    assert high > 0.2
