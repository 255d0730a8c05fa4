from typing import Any

import pytest

import lookout
from watchfloor.agents.games import find, shipped
from watchfloor.play.conformance import LAWS, Law, Trial, seeds_decide_the_world
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


SETTINGS = 48
"""On how many settings a game is tried, or on each of its scenarios and modes once."""


def _seeds(game: Game[Any]) -> range:
    """Return as many seeds for *game* as make enough settings."""
    return range(max(1, min(4, SETTINGS // (len(game.scenarios) * len(game.modes)))))


@EVERY
@pytest.mark.parametrize("law", LAWS, ids=lambda law: law.__name__)
def test_a_game_keeps_every_law(place: str, law: Law) -> None:
    """No law that a game must keep is broken on any of its scenarios."""
    game: Game[Any] = find(place)

    assert list(law(Trial(game, _seeds(game)))) == []


@EVERY
def test_seeds_decide_the_world(place: str) -> None:
    """Every scenario opens another world on another seed, however few the seeds above are."""
    assert list(seeds_decide_the_world(Trial(find(place), range(2)))) == []


@EVERY
def test_whatever_is_listed_has_a_summary(place: str) -> None:
    """Scenarios, terms, recipes and policies each say in a sentence what they are."""
    game: Game[Any] = find(place)
    shelves = (game.scenarios, game.terms, game.recipes, game.policies)
    listed = [thing.summary for shelf in shelves for thing in shelf.values()]

    assert [summary for summary in (game.summary, *listed) if not summary.endswith(".")] == []
