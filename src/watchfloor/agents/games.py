"""The games that can be played: the shipped ones, and any folder that keeps the contract.

A game is a package with a `game.py` that binds `GAME`. A shipped one is asked for by name, another
by the path of its folder.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import watchfloor
from watchfloor.errors import BadExtension, BadInput, UnknownName
from watchfloor.play.game import Game

CONSTANT = "GAME"


def shipped() -> tuple[str, ...]:
    """Return the names of the games that come with the package."""
    rooms = (room for home in watchfloor.__path__ for room in Path(home).iterdir())
    return tuple(sorted(room.name for room in rooms if _is_game(room) and room.name != "play"))


def find(name: str) -> Game[Any]:
    """Return the game called *name*, or the one in the folder *name*."""
    folder = Path(name)
    if _is_game(folder):
        return _in_folder(folder.resolve())
    if name in shipped():
        return _bound(f"watchfloor.{name}.game", f"watchfloor.{name}")
    message = f"{UnknownName('game', name, shipped())}; or give a folder that holds a game.py"
    raise BadInput(message)


def recorded(name: str, folder: str | None) -> Game[Any]:
    """Return the game that a file calls *name*; *folder* says where it is if it is not shipped."""
    if folder is None and name not in shipped():
        message = (
            f"the file records a game called {name!r}, which is not shipped; add --game FOLDER"
        )
        raise BadInput(message)
    game = find(folder or name)
    if game.name != name:
        message = f"the file records a game called {name!r}, but {folder!r} holds {game.name!r}"
        raise BadInput(message)
    return game


def _is_game(folder: Path) -> bool:
    return (folder / "game.py").is_file()


def _in_folder(folder: Path) -> Game[Any]:
    """Return the game of the package in *folder*, which is imported by the folder's own name."""
    present = find_spec(folder.name)
    if present is None:
        sys.path.append(str(folder.parent))
    elif folder not in map(Path, present.submodule_search_locations or ()):
        message = f"folder {str(folder)!r} is called like the module {folder.name!r}; rename it"
        raise BadInput(message)
    return _bound(f"{folder.name}.game", str(folder))


def _bound(place: str, shown: str) -> Game[Any]:
    found: object = getattr(import_module(place), CONSTANT, None)
    if not isinstance(found, Game):
        kind = type(found).__name__
        message = f"game.py in {shown} must bind {CONSTANT} to a Game, but it is {kind}"
        raise BadExtension(message)
    return found  # pyright: ignore[reportUnknownVariableType]
