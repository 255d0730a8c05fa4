"""The games that can be played: the shipped ones, and any folder that keeps the contract.

A game is a package with a `game.py` that binds `GAME`. A shipped one is asked for by name, another
by the path of its folder.
"""

import sys
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

import watchfloor
from watchfloor.errors import BadExtension, BadInput, UnknownName, WatchfloorError
from watchfloor.play.game import Game

CONSTANT = "GAME"


def shipped() -> tuple[str, ...]:
    """Return the names of the games that come with the package."""
    rooms = (room for home in watchfloor.__path__ for room in Path(home).iterdir())
    return tuple(sorted(room.name for room in rooms if _is_game(room) and room.name != "play"))


def find(name: str) -> Game[Any]:
    """Return the game called *name*, or the one in the folder *name*."""
    if name in shipped():
        return _bound(f"watchfloor.{name}.game", f"watchfloor.{name}")
    folder = Path(name)
    if _is_game(folder):
        return _in_folder(folder.resolve())
    if _is_folder(folder):
        message = f"folder {name!r} holds no game.py; give a folder that does, or a shipped game"
        raise BadInput(message)
    unknown = UnknownName("game", name, shipped())
    if unknown.near:
        raise unknown
    message = f"{unknown}; or give a folder that holds a game.py"
    raise BadInput(message)


def recorded(name: str, folder: str | None) -> Game[Any]:
    """Return the game that a file calls *name*; *folder* says where it is if it is not shipped."""
    if folder is None and name not in shipped():
        message = (
            f"the file records a game called {name!r}, which is not shipped; "
            "add --game and the folder that holds its game.py"
        )
        raise BadInput(message)
    game = find(folder or name)
    if game.name != name:
        message = (
            f"the file records a game called {name!r}, but {folder!r} holds {game.name!r}; "
            f"give the folder of {name!r}"
        )
        raise BadInput(message)
    return game


def _is_game(folder: Path) -> bool:
    try:
        return (folder / "game.py").is_file()
    except OSError:  # locked, or a name no file can have
        return False


def _is_folder(folder: Path) -> bool:
    try:
        return folder.is_dir()
    except OSError:
        return False


def _in_folder(folder: Path) -> Game[Any]:
    """Return the game of the package in *folder*, which is imported by the folder's own name."""
    if folder.name in shipped() and folder.parent in _homes():
        return find(folder.name)
    if not folder.name.isidentifier():
        message = f"folder {folder.name!r} cannot be imported; name it with letters and digits only"
        raise BadInput(message)
    present = _places(folder.name)
    if present is None:
        sys.path.append(str(folder.parent))
    elif folder not in present:
        message = f"folder {str(folder)!r} is called like the module {folder.name!r}; rename it"
        raise BadInput(message)
    return _bound(f"{folder.name}.game", str(folder))


def _homes() -> list[Path]:
    return [Path(home).resolve() for home in watchfloor.__path__]


def _places(name: str) -> list[Path] | None:
    """Return the folders that `import` would look into for package *name*, if it knows one."""
    try:
        spec = find_spec(name)
    except ValueError:  # a module that came from no file, such as __main__
        return []
    return None if spec is None else [Path(p) for p in spec.submodule_search_locations or ()]


def _bound(place: str, shown: str) -> Game[Any]:
    found: object = getattr(_imported(place, shown), CONSTANT, None)
    if not isinstance(found, Game):
        kind = type(found).__name__
        message = f"game.py in {shown} must bind {CONSTANT} to a Game, but it is {kind}"
        raise BadExtension(message)
    return found  # pyright: ignore[reportUnknownVariableType]


def _imported(place: str, shown: str) -> ModuleType:
    try:
        return import_module(place)
    except WatchfloorError:
        raise
    except (Exception, SystemExit) as error:  # a game is anybody's code
        what = f"{type(error).__name__}: {error}{where(error)}"
        message = f"the game in {shown} cannot be imported ({what}); mend it"
        raise BadExtension(message) from error


def where(error: BaseException) -> str:
    """Return the line of the file that raised *error*, unless its own text says so."""
    frames = [frame for frame in extract_tb(error.__traceback__) if frame.filename[0] != "<"]
    if isinstance(error, SyntaxError) or not frames:
        return ""
    return f", {frames[-1].filename}, line {frames[-1].lineno}"
