from typing import Any

import pytest

import lookout
from watchfloor.agents.games import find, shipped
from watchfloor.play.conformance import LAWS, Law, Trial
from watchfloor.play.game import Game

GAMES = {"lookout": str(lookout.__path__[0]), **{name: name for name in shipped()}}
"""The small game of the tests and every shipped one, by where they are found."""

SLOW = pytest.mark.slow
EVERY = pytest.mark.parametrize(
    "place",
    [
        pytest.param(place, marks=[SLOW] if name in shipped() else [])
        for name, place in GAMES.items()
    ],
    ids=GAMES,
)
"""The shipped games are large; the small one keeps the laws in the quick run."""


@EVERY
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_game_keeps_every_law(place: str, law: Law) -> None:
    """No law that a game must keep is broken on any of its scenarios."""
    game: Game[Any] = find(place)

    assert list(law(Trial(game, range(4)))) == []


@EVERY
def test_whatever_is_listed_has_a_summary(place: str) -> None:
    """Scenarios, terms, recipes and policies each say in a sentence what they are."""
    game: Game[Any] = find(place)
    shelves = (game.scenarios, game.terms, game.recipes, game.policies)
    listed = [thing.summary for shelf in shelves for thing in shelf.values()]

    assert [summary for summary in (game.summary, *listed) if not summary.endswith(".")] == []
