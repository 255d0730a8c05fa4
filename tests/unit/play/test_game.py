from dataclasses import replace

import pytest

from episodes import ATTACKED
from lookout.game import GAME
from watchfloor.codec import digest
from watchfloor.errors import UnknownName
from watchfloor.play.game import Setting


def test_a_setting_opens_one_world() -> None:
    """Scenario, mode and seed fix the first state."""
    assert GAME.first(ATTACKED) == GAME.first(ATTACKED)


@pytest.mark.parametrize(
    "other",
    [Setting("busy_gate", "watch", 10**30), Setting("quiet_gate", "watch", ATTACKED.seed)],
    ids=["seed", "scenario"],
)
def test_another_setting_opens_another_world(other: Setting) -> None:
    """A seed of any size, and the scenario, change the first state."""
    assert GAME.first(other) != GAME.first(ATTACKED)


def test_two_games_do_not_share_their_draws() -> None:
    """The name of the game is part of the address of its draws."""
    other = replace(GAME, name="lookout-too")

    assert other.first(ATTACKED) != GAME.first(ATTACKED)


@pytest.mark.parametrize(
    ("setting", "sentence"),
    [
        (Setting("busy", "watch", 1), "no scenario called 'busy'; did you mean 'busy_gate'?"),
        (Setting("busy_gate", "wach", 1), "no mode called 'wach'; did you mean 'watch'?"),
    ],
    ids=["scenario", "mode"],
)
def test_a_setting_that_does_not_exist_is_refused(setting: Setting, sentence: str) -> None:
    """An unknown scenario or mode is met with the nearest that exists."""
    with pytest.raises(UnknownName) as caught:
        GAME.first(setting)
    assert str(caught.value) == f"there is {sentence}"


def test_a_state_stands_by_its_digest() -> None:
    """A game that says nothing else is fingerprinted by the whole of its state."""
    state = GAME.first(ATTACKED)

    assert GAME.fingerprint(state) == digest(state)
