from typing import Any

import msgspec
import pytest

from watchfloor.agents import games
from watchfloor.play.action import name_of
from watchfloor.play.game import Game
from watchfloor.server import schemas
from watchfloor.server.session import House, Session, Wish

GAMES = [games.find(name) for name in games.shipped()]
IDS = [game.name for game in GAMES]


@pytest.mark.parametrize("game", GAMES, ids=IDS)
def test_the_schema_of_an_action_names_every_move(game: Game[Any]) -> None:
    """Each move of each role is one of the things that an action may be."""
    found = schemas.action(game)
    told = {
        it["properties"]["move"]["enum"][0]
        for it in found["$defs"].values()
        if "move" in it["properties"]
    }

    assert {name_of(move) for move in schemas.moves(game)} <= told
    assert len(found["oneOf"]) == len(schemas.moves(game)) + 1


@pytest.mark.parametrize("game", GAMES, ids=IDS)
def test_an_observation_has_the_fields_of_its_schema(game: Game[Any]) -> None:
    """What is shown is what is said to be shown, and nothing beyond."""
    shown = msgspec.to_builtins(Session(game, House()).reset(Wish(seed=7)).shown)
    found = schemas.observation(game)["properties"]

    assert set(shown) | {"reward", "done", "metadata"} == set(found)
    assert shown["role"] in found["role"]["enum"]
