"""Metrics computed, of one policy."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

import results
from results import MEAN, WON, metric, points
from watchfloor.audit.extra import loaded
from watchfloor.evaluation.intervals import share
from watchfloor.evaluation.metric import Beside, Results, Share, Sums, Whole, mean_of
from watchfloor.evaluation.scoring import Score, scored

STATS = loaded("scipy.stats")


def ends(score: Score) -> tuple[float, float, float]:
    """Return the numbers of *score*, which has some."""
    assert score.estimate is not None

    return score.estimate.mean, score.estimate.low, score.estimate.high


def test_a_mean_has_an_interval_like_students_where_things_are_regular() -> None:
    """For numbers that are no outliers both come to about the same."""
    values = [((7 * number) % 20) / 20 for number in range(20)]
    mean, low, high = ends(scored(results.rewards(values), MEAN))
    off = STATS.t.ppf(0.975, 19) * STATS.tstd(values) / 20**0.5

    assert mean == pytest.approx(0.475)
    assert (mean - low, high - mean) == pytest.approx((off, off), rel=0.12)


def test_a_failed_backend_counts_in_its_own_number_only() -> None:
    """It is neither a zero nor a success."""
    played = results.rewards([1, 0, 1, 1])
    with_failures = scored([*played, results.failed(), results.failed(100)], MEAN)

    assert with_failures.no_replies == 2
    assert with_failures.estimate == scored(played, MEAN).estimate
    assert scored([results.failed()], MEAN).estimate is None


def test_the_order_of_results_does_not_matter() -> None:
    """Whatever comes first, the numbers are the same to the last bit."""
    played = [*results.rewards([0.1, 0.7, 0.3]), *results.rewards([0.2, 0.9], scenario="other")]

    for one in (MEAN, WON, metric(Whole(lambda found: max(map(points, found))))):
        assert scored(played, one) == scored(played[::-1], one)


def test_playing_a_world_again_makes_nothing_surer() -> None:
    """Three repeats that are all alike have the interval of one."""
    once = results.rewards([0.1, 0.5, 0.9, 0.6, 0.2, 0.8] * 4)
    thrice = [
        results.result(it.seed, repeat, rewards=it.rewards) for it in once for repeat in range(3)
    ]

    for one in (MEAN, WON):
        assert ends(scored(thrice, one)) == pytest.approx(ends(scored(once, one)))


def test_modes_of_one_opening_are_one_draw() -> None:
    """One seed of a scenario is one opening, in whatever mode it is played."""
    both = [results.result(seed, mode=mode) for seed in range(4) for mode in ("one", "other")]

    assert (scored(both, MEAN).episodes, scored(both, MEAN).worlds) == (8, 4)


def test_what_is_not_defined_is_nothing() -> None:
    """It is not 0, which would be a number."""
    nobody = metric(mean_of(lambda _: None))

    assert scored(results.rewards([1, 1]), nobody).estimate is None
    assert scored([], MEAN).estimate is None
    assert scored([], WON).estimate is None


@pytest.mark.parametrize(("worlds", "is_told"), [(1, False), (19, False), (20, True)])
def test_few_worlds_say_nothing_of_others(worlds: int, is_told: bool) -> None:  # noqa: FBT001  # as parametrized
    """An interval that would hold too few truths is not told."""
    found = scored(results.rewards([0.5, 0.7] * 10)[:worlds], MEAN).estimate

    assert found is not None
    assert found.has_ends == is_told


def test_what_no_interval_holds_has_none() -> None:
    """A metric may say that no number of worlds is enough."""
    never = replace(metric(Whole(lambda found: max(map(points, found)))), fewest=None)
    found = scored(results.rewards([0.5, 0.7] * 50), never).estimate

    assert found is not None
    assert not found.has_ends


def test_a_cost_reaches_further_up_where_few_worlds_are_dear() -> None:
    """What is dear now and then may be so more often in other worlds."""
    values = [1.0] * 27 + [10.0, 12.0, 15.0]
    _, low, high = ends(scored(results.rewards(values), metric(mean_of(points), least=0)))
    whole = sum(values) / len(values)

    assert high - whole > 1.5 * (whole - low) > 0


def test_many_worlds_are_not_drawn_again() -> None:
    """The interval of more than a thousand is that of a normal number."""
    values = [0.2, 0.8] * 600
    mean, low, high = ends(scored(results.rewards(values), MEAN))

    assert (mean - low, high - mean) == pytest.approx((0.01698, 0.01698), abs=1e-4)


def test_a_share_of_independent_worlds_has_wilsons_interval() -> None:
    """Eight of twenty worlds, each played once."""
    mean, low, high = ends(scored(results.rewards([1] * 8 + [0] * 12), WON))
    wilson = share(8, 20)

    assert mean == 0.4
    assert (low, high) == pytest.approx((wilson.low, wilson.high), abs=0.01)


def test_a_share_that_is_always_met_may_still_be_missed() -> None:
    """Ten of ten worlds, thirty plays: what is independent is ten."""
    always = [results.result(seed, repeat) for seed in range(10) for repeat in range(3)]

    assert ends(scored(always, WON)) == (1.0, share(10, 10).low, 1.0)


def test_a_function_that_did_not_vary_has_the_interval_of_so_many_alike() -> None:
    """A mean between 0 and 1 that was 1 each time is not surely 1."""
    low = ends(scored(results.rewards([1.0] * 20), metric(mean_of(points), 0, 1)))[1]

    assert low == share(20, 20).low


def test_a_metric_of_one_game_does_not_see_another() -> None:
    """Results of other games are not asked."""
    played = [*results.rewards([1, 0]), results.result(7, game="logsentinel")]
    only = metric(Share(lambda _: (1, 1)), game="opensoc")

    assert scored(played, only).episodes == 2


def test_a_metric_beside_others_is_a_mean_over_scenarios() -> None:
    """Half of the way in one scenario, all of it in another that has more worlds: 0.75."""

    def parts(mine: Results, others: Mapping[str, Results]) -> list[int]:
        return [it.rewards["defender"] for it in (mine[0], others["low"][0], others["high"][0])]

    how = Beside(
        ("low", "high"),
        parts,
        lambda sums: (sums[0] - sums[1]) / (sums[2] - sums[1]) if sums[2] != sums[1] else None,
    )
    mine = [*results.rewards([0.5, 0.5]), *results.rewards([1, 1, 1, 1], scenario="other")]
    beside = {
        "low": [
            results.result(it.seed, scenario=it.scenario, rewards={"defender": 0}) for it in mine
        ],
        "high": [results.result(it.seed, scenario=it.scenario) for it in mine],
    }

    assert ends(scored(mine, metric(how), beside))[0] == 0.75
    assert scored(mine, metric(how), {"low": beside["low"]}).estimate is None


def test_sums_are_over_worlds() -> None:
    """What a metric adds up it is given world by world."""
    seen: list[int] = []

    def parts(found: Results) -> tuple[int, int]:
        seen.append(len(found))
        return (1, 1)

    scored(
        [results.result(1, 0), results.result(1, 1), results.result(2)],
        metric(Sums(parts, lambda sums: sums[0])),
    )

    assert seen == [2, 1]
