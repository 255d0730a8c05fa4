"""Options that several verbs read, and what they name."""

from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

from watchfloor.agents import games
from watchfloor.agents.contenders import is_brought
from watchfloor.agents.guests import GUESTS
from watchfloor.catalog import named
from watchfloor.errors import BadInput, UnknownName, UnreadableFile
from watchfloor.play import reward
from watchfloor.play.game import Game
from watchfloor.play.narration import narrate, narrate_as, revealed
from watchfloor.play.reward import Recipe
from watchfloor.play.trajectory import Trajectory

LARGEST_NUMBER = (1 << 63) - 1
LARGEST_RECIPE = 1 << 20


def whole(least: int) -> Any:  # noqa: ANN401  # what argparse calls a type
    """Return a reader of whole numbers from *least* to `LARGEST_NUMBER`."""

    def read(text: str) -> int:
        digits = len(str(LARGEST_NUMBER))
        is_number = text.isascii() and text.isdigit() and len(text) <= digits
        number = int(text) if is_number else least - 1
        if not least <= number <= LARGEST_NUMBER:
            message = f"found {text!r}, expected a whole number from {least} to {LARGEST_NUMBER}"
            raise ArgumentTypeError(message)
        return number

    return read


def add_json(parser: ArgumentParser) -> None:
    """Let *parser* read `--json`."""
    parser.add_argument("--json", action="store_true", help="print the result for a machine")


def add_telling(parser: ArgumentParser) -> None:
    """Let *parser* read whose eyes an episode is told through, and whether the truth is told."""
    parser.add_argument("--as", dest="role", metavar="ROLE", help="tell only what this role saw")
    help_ = "after the end, show the hidden world along the episode"
    parser.add_argument("--show-world", action="store_true", help=help_)


def check_telling(game: Game[Any], options: Namespace) -> None:
    """Refuse what *game* cannot tell, before anything is played."""
    if options.role is not None:
        options.role = options.role.replace("-", "_")
        named("role", options.role, game.roles)
    if options.show_world and game.reveal is None:
        message = f"{game.name} has no hidden world to show; leave --show-world out"
        raise BadInput(message)
    if options.show_world and options.role is not None:
        message = "--as shows what one role saw, --show-world what nobody did; give one of them"
        raise BadInput(message)


def told(game: Game[Any], trajectory: Trajectory, options: Namespace) -> str:
    """Return *trajectory* as text, told as *options* ask."""
    if options.role is not None:
        return narrate_as(game, trajectory, options.role)
    world = f"\n{revealed(game, trajectory)}" if options.show_world else ""
    return narrate(game, trajectory) + world


def add_game(parser: ArgumentParser) -> None:
    """Let *parser* read where to find a game that does not come with the package."""
    parser.add_argument("--game", metavar="FOLDER", help="the folder of a game that is not shipped")


def game_of(folder: str | None) -> Callable[[str], Game[Any]]:
    """Return how to find the game that a file names, whether shipped or in *folder*."""
    return lambda name: games.recorded(name, folder)


def recipe(game: Game[Any], name: str) -> Recipe:
    """Return the recipe that *game* ships as *name*, or the one in the TOML file *name*."""
    if name in game.recipes or not _is_file(name):
        return named("recipe", name, game.recipes)
    found = reward.from_toml(text(Path(name)), tuple(game.roles), game.terms)
    if found.name in game.recipes:
        message = f"recipe {name!r} calls itself {found.name!r}, which is shipped; rename it"
        raise BadInput(message)
    return found


def _is_file(name: str) -> bool:
    path = Path(name)
    try:
        return path.suffix == ".toml" or path.exists()
    except OSError:  # locked, or a name no file can have
        return False


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
    except ValueError as error:
        message = f"{str(path)!r} is no path ({error}); give the path of a file"
        raise UnreadableFile(message) from None


def seats(
    game: Game[Any], team: str | None, words: Sequence[str], others: Sequence[str] = ()
) -> dict[str, str]:
    """Return who sits where: *team* everywhere, but for the `--ROLE POLICY` among *words*.

    A policy is one of the game's, or a guest; one that is brought, as a model or a file, is looked
    for later.

    What is no seat is told with the nearest of the seats and the *others* that could be meant.
    """
    known = {**game.policies, **GUESTS}
    default = team or ("heuristic" if "heuristic" in game.policies else "random")
    taken = dict.fromkeys(game.roles, default)
    taken |= named_seats(words, tuple(game.roles), known, others)
    for policy in taken.values():
        if not is_brought(policy):
            named("policy", policy, known)
    return taken


def named_seats(
    words: Sequence[str], roles: Sequence[str], policies: Iterable[str], others: Sequence[str] = ()
) -> dict[str, str]:
    """Return who is named for one of *roles* by `--ROLE POLICY` among *words*.

    What is no seat is told with the nearest of the seats and the *others* that could be meant, and
    a seat without a policy with the *policies* that could sit there.
    """
    taken: dict[str, str] = {}
    left = [part for word in words for part in (word.split("=", 1) if "=" in word else [word])]
    while left:
        option = left.pop(0)
        role = option.removeprefix("--").replace("-", "_")
        if not option.startswith("--") or role not in roles:
            near = [*(f"--{role}" for role in roles), *others]
            raise BadInput(str(UnknownName("option or seat", option, near)))
        if not left or left[0].startswith("--"):
            message = f"{option} names no policy; give one of {', '.join(sorted(policies))}"
            raise BadInput(message)
        taken[role] = left.pop(0)
    return taken
