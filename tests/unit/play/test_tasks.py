from itertools import pairwise

import pytest

from watchfloor.agents import games
from watchfloor.errors import BadInput
from watchfloor.play import tasks
from watchfloor.play.tasks import SPLITS, Examination

GAME = games.find("logsentinel")
KEY = Examination(b"0123456789abcdef")


def test_no_two_splits_share_a_seed() -> None:
    """A world of the test split is never met in training."""
    ranges = sorted((split.first, split.first + split.tasks) for split in SPLITS.values())

    assert all(end <= begin for (_, end), (begin, _) in pairwise(ranges))


def test_the_scenarios_take_turns() -> None:
    """Every scenario has its share of every split, but for those that are apart."""
    shared = [name for name, scenario in GAME.scenarios.items() if not scenario.is_apart]
    found = [it.scenario for it in tasks.listed(GAME, "test", 0, len(shared) + 1)]

    assert found == [*shared, shared[0]]
    assert "quiet" not in shared


def test_a_long_list_is_cut() -> None:
    """One answer holds a bounded number of tasks, from where it was asked."""
    found = tasks.listed(GAME, "train", 5, 19_000)

    assert (len(found), found[0].index) == (tasks.MOST_LISTED, 5)


def test_a_task_says_nothing_of_its_seed() -> None:
    """What is listed does not grow the world."""
    asked = tasks.task(GAME, "test", 5)
    seed = tasks.setting(GAME, asked, None).seed

    assert str(seed) not in str(asked)


def test_the_seeds_of_an_examination_follow_from_its_key() -> None:
    """Whoever has the key can play again what was examined; another key has other worlds."""
    asked = tasks.task(GAME, "test", 5)
    other = Examination(b"fedcba9876543210")

    assert KEY.seed("opensoc", asked) == Examination(b"0123456789abcdef").seed("opensoc", asked)
    assert (
        len({KEY.seed("opensoc", asked), KEY.seed("x", asked), other.seed("opensoc", asked)}) == 3
    )


def test_the_commitment_is_of_one_key() -> None:
    """What is published beforehand fits no other key."""
    assert KEY.commitment != Examination(b"0123456789abcdeg").commitment


@pytest.mark.parametrize("length", [0, 15, 65])
def test_a_key_that_keeps_no_secret_is_refused(length: int) -> None:
    """A short key could be guessed from the commitment."""
    with pytest.raises(BadInput, match="expected 16 to 64"):
        Examination(b"x" * length)
