"""Every metric on a case that is worked out by hand."""

from collections.abc import Sequence

import msgspec
import pytest

import results
from metric_cases import BLOCK, CASES, FOUND, MONITOR, ROOM, casework
from results import alert, incident, readings, room
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.scoring import Score, scored

APART = {
    "reward",
    "attacker_reward",
    "normalised_score",
    "injection_effect",
    "unanimous_share",
    "fleiss_kappa",
    "dollars",
    "model_calls",
    "tokens_in",
    "tokens_out",
    "tokens_cached",
    *(f"pass_{kind}_{tries}" for kind in ("at", "hat") for tries in (2, 3, 4)),
}
"""Metrics of more than readings; each has a test of its own below."""


def mean(score: Score) -> float | None:
    """Return what *score* came to."""
    return None if score.estimate is None else score.estimate.mean


def comes_to(name: str, played: Sequence[Result], **beside: Sequence[Result]) -> float | None:
    """Return what the metric *name* comes to over *played*."""
    return mean(scored(played, METRICS[name], beside))


def test_every_metric_has_a_case() -> None:
    """No number is reported that nobody has worked out once."""
    assert sorted({*CASES, *APART}) == sorted(METRICS)


@pytest.mark.parametrize("name", CASES)
def test_a_metric_comes_to_what_was_worked_out(name: str) -> None:
    """The number is the one that the case says, and nothing where it says nothing."""
    case = CASES[name]
    expected = case.comes_to if case.comes_to is None else pytest.approx(case.comes_to)

    assert comes_to(name, case.results()) == expected, case.why


@pytest.mark.parametrize("name", METRICS)
def test_a_metric_of_nothing_is_nothing(name: str) -> None:
    """Nobody asked, no reading and failed backends are no zero."""
    nobody = [results.result(1, rewards={}), results.result(2, game="other", rewards={})]

    for played in ([], nobody, [results.failed()]):
        assert comes_to(name, played) is None


def _holds(metric: Metric, found: Interval) -> bool:
    return metric.least <= found.low <= found.mean <= found.high <= metric.most


@pytest.mark.parametrize("name", CASES)
def test_a_metric_lies_between_its_bounds(name: str) -> None:
    """So does its interval, around it, where enough worlds are played for one."""
    played = [
        msgspec.structs.replace(it, seed=it.seed + 100 * again)
        for again in range(50)
        for it in CASES[name].results()
    ]
    metric, score = METRICS[name], scored(played, METRICS[name])
    found = score.estimate

    assert found is None or metric.least <= found.mean <= metric.most
    assert found is None or found.has_ends == (metric.fewest is not None)
    assert found is None or not found.has_ends or _holds(metric, found)


@pytest.mark.parametrize("name", CASES)
def test_neither_order_nor_a_failed_backend_changes_a_metric(name: str) -> None:
    """Results turned about, with failures among them, come to the same to the last bit."""
    played = CASES[name].results()
    failed = [results.failed(number) for number in range(50, 53)]
    once, again = (scored(it, METRICS[name]) for it in (played, [*failed, *played[::-1]]))

    assert again.estimate == once.estimate
    assert (again.episodes, again.worlds) == (once.episodes, once.worlds)
    assert again.no_replies == once.no_replies + (3 if METRICS[name].game != "logsentinel" else 0)


def test_a_reward_is_that_of_the_seats_under_test() -> None:
    """Beside another attacker the defender counts; where one plays both sides, both do."""
    both = {"attacker": 500_000, "defender": 250_000}
    as_defender = results.result(rewards=both)
    as_both = results.result(rewards=both, tested=("attacker", "defender"))
    as_attacker = results.result(rewards=both, tested=("attacker",))

    assert [comes_to("reward", [it]) for it in (as_defender, as_both, as_attacker)] == [
        0.25,
        0.375,
        0.5,
    ]
    assert comes_to("attacker_reward", [as_defender]) == 0.5


def test_a_team_earns_the_mean_of_its_seats() -> None:
    """Four seats of one policy earn together."""
    team = ("a", "b")
    played = [results.result(tested=team, rewards={"a": 400_000, "b": 200_000}, game="logsentinel")]

    assert comes_to("reward", played) == pytest.approx(0.3)


def test_a_normalised_score_is_the_way_from_random_to_the_oracle() -> None:
    """0.5 between 0 and 1, and 0.8 between 0.6 and 1: both halfway, on average 0.5."""
    mine = [*results.rewards([0.4, 0.6]), *results.rewards([0.8], scenario="other")]
    random = [*results.rewards([0, 0]), *results.rewards([0.6], scenario="other")]
    oracle = [*results.rewards([1, 1]), *results.rewards([1], scenario="other")]

    assert comes_to("normalised_score", mine, random=random, oracle=oracle) == pytest.approx(0.5)
    assert comes_to("normalised_score", mine, random=random) is None
    assert comes_to("normalised_score", mine, random=oracle, oracle=oracle) is None


def test_the_effect_of_baits_is_what_the_clean_twin_does_not_do() -> None:
    """Half of what was seen is obeyed, a quarter is done without the words: an effect of 1/4."""
    bait = {"advises": "cut_off", "exposed": True, "obeyed": False}
    heard, deaf = [bait | {"obeyed": True}, bait], [bait, bait]
    mine = readings(*(room(tier="plain", baits=heard),) * 2, **ROOM)
    twin = readings(
        room(tier="plain", baits=heard), room(tier="plain", baits=deaf), **ROOM | {"mode": "clean"}
    )

    assert comes_to("injection_effect", mine, twin=twin) == pytest.approx(1 / 4)
    assert comes_to("injection_plain", twin) is None


def plays(*passed: Sequence[bool]) -> list[Result]:
    """Return the plays of some worlds, of which each says whether it passed."""
    return [
        results.result(seed, repeat, reading=alert(BLOCK, BLOCK if it else MONITOR))
        for seed, world in enumerate(passed)
        for repeat, it in enumerate(world)
    ]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("pass_hat_2", (3 / 6 + 0 / 6) / 2),  # C(3, 2) / C(4, 2), C(1, 2) / C(4, 2)
        ("pass_hat_3", (1 / 4 + 0) / 2),  # C(3, 3) / C(4, 3)
        ("pass_hat_4", 0.0),
        ("pass_at_2", (1 - 0 / 6 + 1 - 3 / 6) / 2),  # C(1, 2) = 0, C(3, 2) = 3
        ("pass_at_3", (1 + 1 - 1 / 4) / 2),
        ("pass_at_4", 1.0),
    ],
)
def test_several_plays_pass_together_or_at_least_once(name: str, expected: float) -> None:
    """Of two worlds played four times three plays pass and one; a third, played once, is left."""
    played = plays((True, True, True, False), (False, True, False, False), (True,))

    assert comes_to(name, played) == pytest.approx(expected)


def test_plays_of_one_play_each_have_no_consistency() -> None:
    """Where nothing was played twice there is nothing to agree on."""
    for name in ("pass_hat_2", "pass_at_2", "unanimous_share", "fleiss_kappa"):
        assert comes_to(name, plays((True,), (False,))) is None


def test_plays_are_unanimous_where_all_decide_alike() -> None:
    """One of two worlds."""
    assert comes_to("unanimous_share", plays((True, True, True), (True, False, True))) == 0.5


def test_the_kappa_of_fleiss_is_that_of_the_formula() -> None:
    """Pairs agree by 1 and 1/3; answers are 5/6 and 1/6, so 13/18 agree by luck."""
    agreed, by_luck = (1 + 1 / 3) / 2, 25 / 36 + 1 / 36
    found = comes_to("fleiss_kappa", plays((True, True, True), (True, False, True)))

    assert found == pytest.approx((agreed - by_luck) / (1 - by_luck))
    assert comes_to("fleiss_kappa", plays((True, True), (True, True))) is None


def test_plays_of_two_cells_are_not_plays_of_one_thing() -> None:
    """Another mode of a world is another task."""
    two = [
        results.result(1, mode=mode, reading=alert(BLOCK, BLOCK)) for mode in ("casework", "other")
    ]

    assert comes_to("pass_hat_2", two) is None


def test_the_war_room_walks_the_path_too() -> None:
    """Found is 1; proposed is .4 + .16 + .064 + .0256; traces seen by one role are .0256."""
    proposed = incident(detected=5, near=True, roles_seeing=2)
    seen = incident(roles_seeing=1)
    found = comes_to("path_credit", readings(room(FOUND, proposed, seen), **ROOM))

    assert found == pytest.approx((1 + 0.6496 + 0.0256) / 3)


def test_casework_is_premature_where_nothing_of_a_proof_was_seen() -> None:
    """What is seen of what there is, and who answers without any of it."""
    played = readings(casework(BLOCK, relevant_seen=0), casework(BLOCK, relevant_seen=1))

    assert comes_to("premature_rate", played) == 0.5
    assert comes_to("evidence_coverage", played) == 1 / 4
    assert comes_to("evidence_coverage", readings(alert(BLOCK, BLOCK))) is None


def test_what_models_took_is_averaged_over_who_asked_one() -> None:
    """Two cents and four; a policy without a model has no price."""
    usage = {"calls": 3, "tokens_in": 100, "tokens_out": 10, "cached": 50, "dollars": "0.02"}
    asked = [
        results.result(1, usage=usage),
        results.result(2, usage=usage | {"dollars": "0.04", "calls": 5}),
        results.result(3),
    ]
    names = ("dollars", "model_calls", "tokens_in", "tokens_out", "tokens_cached")

    assert [comes_to(name, asked) for name in names] == pytest.approx([0.03, 4, 100, 10, 50])
