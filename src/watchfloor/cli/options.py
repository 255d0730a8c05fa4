"""Options that several verbs read, and what they name."""

from argparse import ArgumentParser, ArgumentTypeError
from pathlib import Path
from typing import Any

from watchfloor.catalog import named
from watchfloor.errors import BadInput, UnknownName, UnreadableFile
from watchfloor.play import reward
from watchfloor.play.game import Game
from watchfloor.play.reward import Recipe

LARGEST_RECIPE = 1 << 20


def whole(least: int) -> Any:  # noqa: ANN401  # what argparse calls a type
    """Return a reader of whole numbers that are at least *least*."""

    def read(text: str) -> int:
        try:
            number = int(text)
        except ValueError:
            number = least - 1
        if number < least:
            message = f"found {text!r}, expected a whole number of at least {least}"
            raise ArgumentTypeError(message)
        return number

    return read


def add_json(parser: ArgumentParser) -> None:
    """Let *parser* read `--json`."""
    parser.add_argument("--json", action="store_true", help="print the result for a machine")


def add_game(parser: ArgumentParser) -> None:
    """Let *parser* read where to find a game that does not come with the package."""
    parser.add_argument("--game", metavar="FOLDER", help="the folder of a game that is not shipped")


def recipe(game: Game[Any], name: str) -> Recipe:
    """Return the recipe that *game* ships as *name*, or the one in the TOML file *name*."""
    path = Path(name)
    if name in game.recipes or not (path.suffix == ".toml" or path.exists()):
        return named("recipe", name, game.recipes)
    found = reward.from_toml(text(path), tuple(game.roles), game.terms)
    if found.name in game.recipes:
        message = f"recipe {name!r} calls itself {found.name!r}, which is shipped; rename it"
        raise BadInput(message)
    return found


def text(path: Path) -> str:
    """Return what the file at *path* says."""
    try:
        with path.open("rb") as file:
            raw = file.read(LARGEST_RECIPE + 1)
        if len(raw) > LARGEST_RECIPE:
            message = f"{str(path)!r} is larger than {LARGEST_RECIPE:,} bytes; give a smaller file"
            raise UnreadableFile(message)
        return raw.decode()
    except OSError as error:
        message = f"{str(path)!r} cannot be read ({error.strerror}); give a file that can"
        raise UnreadableFile(message) from None
    except UnicodeDecodeError:
        message = f"{str(path)!r} is not text in UTF-8; save it as such"
        raise UnreadableFile(message) from None


def seats(game: Game[Any], team: str | None, words: list[str]) -> dict[str, str]:
    """Return who sits where: *team* everywhere, but for the `--ROLE POLICY` among *words*."""
    default = team or ("heuristic" if "heuristic" in game.policies else "random")
    taken = dict.fromkeys(game.roles, default)
    left = [part for word in words for part in (word.split("=", 1) if "=" in word else [word])]
    while left:
        option = left.pop(0)
        role = option.removeprefix("--").replace("-", "_")
        if not option.startswith("--") or role not in game.roles:
            known = [f"--{role}" for role in game.roles]
            raise BadInput(str(UnknownName("option or seat", option, known)))
        if not left:
            message = f"{option} names no policy; give one of {', '.join(sorted(game.policies))}"
            raise BadInput(message)
        taken[role] = left.pop(0)
    for policy in taken.values():
        named("policy", policy, game.policies)
    return taken
