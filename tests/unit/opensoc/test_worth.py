from itertools import product

import pytest

from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.worth import COSTS, MIX, regret, value
from watchfloor.play.reward import ONE

PAIRS = list(product(ANSWERS, ANSWERS))
WORTHS = {
    "dismiss": (1_000_000, -36_036, -981_983, -351_352, -644_144),
    "monitor": (-557_272, 1_000_000, -981_983, 9_009, -415_702),
    "quarantine_host": (-981_983, -261_262, 1_000_000, -141_142, 459_460),
    "block_ip": (-981_983, -261_262, 9_009, 1_000_000, 189_190),
    "escalate": (-981_983, -381_382, 189_190, -81_081, 1_000_000),
}
"""By truth, of each answer in the order of their cost."""


@pytest.mark.parametrize("truth", ANSWERS)
def test_the_right_answer_is_worth_one_and_costs_least(truth: Answer) -> None:
    """Nothing is cheaper than what the runbook says, and nothing is worth as much."""
    worths = {answer: value(truth, answer) for answer in ANSWERS}

    assert worths[truth] == ONE
    assert [answer for answer, worth in worths.items() if worth == ONE] == [truth]
    assert min(COSTS[truth], key=lambda answer: COSTS[truth][answer]) == truth


@pytest.mark.parametrize(("truth", "answer"), PAIRS)
def test_no_answer_is_worth_less_than_minus_one(truth: Answer, answer: Answer) -> None:
    """What an answer is worth lies between minus one and one."""
    assert -ONE <= value(truth, answer) <= ONE


@pytest.mark.parametrize("truth", ANSWERS)
def test_what_costs_more_is_worth_less(truth: Answer) -> None:
    """The order of the values is that of the costs, turned round."""
    by_cost = sorted(ANSWERS, key=lambda answer: COSTS[truth][answer])
    by_value = sorted(ANSWERS, key=lambda answer: -value(truth, answer))

    assert by_cost == by_value
    assert regret(truth, by_cost[-1]) == 2 * ONE


def test_the_best_blind_answer_is_worth_nothing() -> None:
    """Whoever answers without looking earns nothing at the mix of the stages, at best."""
    means = {
        answer: sum(MIX[truth] * value(truth, answer) for truth in ANSWERS) / 100
        for answer in ANSWERS
    }

    assert sum(MIX.values()) == 100
    assert abs(max(means.values())) < ONE / 1000


def test_drawing_answers_blindly_is_worth_nothing_either() -> None:
    """No mixture of blind answers is worth more than the best of them."""
    mean = sum(MIX[truth] * value(truth, answer) for truth, answer in PAIRS) / (100 * len(ANSWERS))

    assert mean <= 0


def test_an_intruder_who_is_dismissed_costs_most() -> None:
    """Of all mistakes about an intrusion, doing nothing is the worst."""
    for truth in ("quarantine_host", "block_ip", "escalate"):
        assert min(ANSWERS, key=lambda answer: value(truth, answer)) == "dismiss"


def test_a_price_does_not_change_unnoticed() -> None:
    """Whoever changes what a mistake costs changes this table, and can read what it does."""
    assert {t: tuple(value(t, answer) for answer in ANSWERS) for t in ANSWERS} == WORTHS
