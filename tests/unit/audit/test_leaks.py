from collections.abc import Callable
from dataclasses import replace as otherwise
from typing import Any

import pytest
from msgspec.structs import replace

from watchfloor.agents.games import find, shipped
from watchfloor.audit import leaks
from watchfloor.audit.trial import QUICK, Trial
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.play.game import Game
from watchfloor.play.observation import Item, Observation, Panel

STEPS = 32
Look = Callable[[Any, str], Observation]


def _scanned(game: Game[Any]) -> leaks.Tally:
    return leaks.scan(Trial(game, game.recipes["standard"], QUICK), STEPS)


def _showing(name: str, word: Callable[[Any], str]) -> Game[Any]:
    """Return the game *name* in which a panel more shows *word* of the state."""
    game = find(name)

    def observe(state: Any, role: str) -> Observation:  # noqa: ANN401  # a state of any game
        seen = game.observe(state, role)
        return replace(seen, panels=(*seen.panels, Panel("x", "x", (Item("x", word(state)),))))

    return otherwise(game, observe=observe)


@pytest.mark.parametrize("name", shipped())
def test_nothing_of_the_truth_is_said(name: str) -> None:
    """No surface of a shipped game says a word of the truth, or anything that depends on it."""
    found = _scanned(find(name))

    assert (found.words, found.shifts, found.paces) == ([], [], [])
    assert found.steps == STEPS
    assert found.disguised >= STEPS // 10


@pytest.mark.parametrize("name", shipped())
def test_what_stands_for_the_state_is_no_word_for_players(name: str) -> None:
    """The scan finds the fingerprint of a state in a view."""
    game = find(name)

    assert _scanned(_showing(name, game.fingerprint)).words


def test_an_answer_in_a_view_is_found() -> None:
    """The scan sees a view that shows the right answer, though all five are words of the guide."""
    shown = _showing("opensoc", lambda state: "" if state.truth is None else state.truth.answer)

    assert _scanned(shown).shifts


def test_the_length_of_an_answer_in_a_view_is_found() -> None:
    """The scan sees a view that is padded by the place of the right answer."""
    shown = _showing(
        "opensoc", lambda state: "" if state.truth is None else "." * len(state.truth.answer)
    )

    assert _scanned(shown).shifts


def test_an_incident_to_come_in_a_view_is_found() -> None:
    """The scan sees a view that shows what has not begun yet."""
    shown = _showing(
        "logsentinel", lambda state: TYPE_NAMES[state.world.incidents[-1].kind].upper()
    )

    assert _scanned(shown).shifts


def test_a_view_that_takes_longer_for_some_answers_is_found() -> None:
    """The scan counts the steps that a view takes, even where it shows the same."""
    slow = _showing(
        "opensoc",
        lambda state: "".join(_nothing() for _ in state.truth.answer) if state.truth else "",
    )

    found = _scanned(slow)

    assert found.paces
    assert not found.shifts


def _nothing() -> str:
    return ""
