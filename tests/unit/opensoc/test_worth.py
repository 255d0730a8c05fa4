from itertools import product

import pytest

from watchfloor.opensoc.runbook import ANSWERS, Answer
from watchfloor.opensoc.worth import COSTS, MIX, regret, value
from watchfloor.play.reward import ONE

PAIRS = list(product(ANSWERS, ANSWERS))


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
