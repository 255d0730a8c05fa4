import numpy as np
import pytest

from watchfloor.errors import BadInput
from watchfloor.logsentinel import responder
from watchfloor.logsentinel.diagnosis import FULL, PLACES, SYMPTOMS
from watchfloor.logsentinel.habits import Habits
from watchfloor.play.game import Setting
from watchfloor.training.diagnosis import Example, examples, fitted, judgement, sheet, together

TELLING, VAIN = "rules", "late"


def made(count: int) -> list[Example]:
    """Return examples that are true where there are rules, whatever else there is."""
    return [
        Example({TELLING: FULL * (number % 2), VAIN: FULL * (number % 3)}, number % 2 == 1)
        for number in range(count)
    ]


def test_what_tells_gets_the_weight() -> None:
    """The symptom that goes with the truth weighs, and the one that does not weighs little."""
    insight = fitted(sheet(made(60)))
    telling, vain = insight.weights[PLACES[TELLING]], insight.weights[PLACES[VAIN]]

    assert telling > 3 * FULL
    assert abs(vain) < telling / 10


def test_the_same_examples_teach_the_same() -> None:
    """Nothing is drawn."""
    assert fitted(sheet(made(30))) == fitted(sheet(made(30)))


def test_nothing_teaches_nothing() -> None:
    """Without examples there is nothing to fit, and the caller is told so."""
    with pytest.raises(BadInput, match="found no examples, expected some"):
        fitted(sheet([]))


def test_examples_in_parts_are_the_examples() -> None:
    """Sheets of some examples each, put together, are the sheet of all of them."""
    found = made(7)
    whole, parts = sheet(found), together([sheet(found[:3]), sheet([]), sheet(found[3:])])

    assert [it.tolist() for it in parts] == [it.tolist() for it in whole]


def test_odds_and_slopes_are_those_of_a_full_table() -> None:
    """What is left out as nothing adds nothing."""
    found = made(5)
    full = np.zeros((5, len(SYMPTOMS)))
    for row, one in zip(full, found, strict=True):
        for name, value in one.symptoms.items():
            row[PLACES[name]] = value / FULL
    weights = np.linspace(-1, 1, len(SYMPTOMS))
    wrong = np.linspace(0, 1, 5)

    assert sheet(found).odds(weights).tolist() == pytest.approx((full @ weights).tolist())
    assert sheet(found).slope(wrong).tolist() == pytest.approx((full.T @ wrong).tolist())


def test_a_judgement_is_worked_out_by_hand() -> None:
    """Order counts pairs, ties half; loss is the mean surprise."""
    signs = ((2, True), (1, False), (1, True), (0, False))
    found = [Example({TELLING: FULL * count}, is_true) for count, is_true in signs]
    told = judgement(fitted(sheet(made(60))), sheet(found))

    assert told.order == pytest.approx((2 + 1.5) / 4)
    assert told.base == pytest.approx(np.log(2))
    assert told.examples == 4


def test_a_world_teaches_with_its_truth() -> None:
    """What could have been suspected in a training world is noted, some of it true, some not."""
    found = list(examples([Setting("medium", "sequential", 200_000)], responder.reply, Habits()))

    assert {one.is_true for one in found} == {True, False}
    assert all(set(one.symptoms) <= set(SYMPTOMS) for one in found)
