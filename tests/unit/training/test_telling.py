import pytest

from watchfloor.errors import BadInput
from watchfloor.training.telling import Telling


def _kept() -> tuple[list[tuple[int, dict[str, float]]], Telling]:
    found: list[tuple[int, dict[str, float]]] = []
    return found, Telling(lambda step, values: found.append((step, values)))


def test_a_step_is_told_in_our_words() -> None:
    """Terms are told as rewards, tokens as those of the step alone, and the summary not at all."""
    found, telling = _kept()
    telling.take(1, {"loss": 0.5, "paid/correct": 0.25, "num_tokens": 10})
    telling.take(2, {"loss": 0.4, "frac_reward_zero_std": 0.5, "num_tokens": 25})
    telling.take(2, {"train_runtime": 3.0, "train_loss": 0.45})

    assert [step for step, _ in found] == [1, 2]
    assert [values["tokens"] for _, values in found] == [10, 15]
    assert (found[0][1]["reward/correct"], found[1][1]["alike"]) == (0.25, 0.5)
    assert all(values["seconds"] >= 0 for _, values in found)


def test_a_loss_that_is_no_number_stops_the_run() -> None:
    """One sentence says at which step, and that the last checkpoint stands."""
    _, telling = _kept()
    with pytest.raises(BadInput, match="the loss is no number at step 3; the last checkpoint is"):
        telling.take(3, {"loss": float("nan")})


def test_a_reward_that_never_differs_stops_the_run() -> None:
    """Steps without anything to learn from end a run when they are too many in a row."""
    found, telling = _kept()
    for step in range(24):
        telling.take(step, {"frac_reward_zero_std": 1.0})
    telling.take(24, {"frac_reward_zero_std": 0.9})
    for step in range(24):
        telling.take(25 + step, {"frac_reward_zero_std": 1.0})
    with pytest.raises(BadInput, match="nothing was learned for 25 steps"):
        telling.take(49, {"frac_reward_zero_std": 1.0})

    assert len(found) == 49
