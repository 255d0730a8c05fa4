"""What was trained here in a seat: what is shipped for a game, or what is in a directory.

A directory holds a small model for one seat, or a team that has learnt for all of them.
"""

from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

import watchfloor
from watchfloor.agents.encoding import Aliases, Encoding
from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.small_model import WEIGHTS, Network, opened
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.logsentinel.game import GAME as WAR_ROOM
from watchfloor.logsentinel.taught import Taught, checked
from watchfloor.play.action import Action, Reply
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender, Insider, Player, Policy
from watchfloor.seeds import Seed, Stream

LEARNED = "learned"
TEAM = "team.json"
"""The file of a directory that holds a team."""
_SHIPPED = ("agents", "trained")


def is_learned(name: str) -> bool:
    """Return whether *name* is that of a trained model: `learned`, or `learned:DIRECTORY`."""
    return name.partition(":")[0] == LEARNED


def folder_of(name: str) -> Path | None:
    """Return the directory that the trained model called *name* is in, unless it is shipped."""
    _, _, place = name.partition(":")
    return Path(place).expanduser() if is_learned(name) and place else None


def file_of(name: str) -> Path | None:
    """Return the file that says what was learnt by *name*, unless it is shipped."""
    folder = folder_of(name)
    if folder is None:
        return None
    return folder / (TEAM if (folder / TEAM).is_file() else WEIGHTS)


def policy(game: Game[Any], name: str) -> Contender:
    """Return what was trained under *name* as a policy of *game*."""
    folder = folder_of(name)
    if folder is not None:
        is_team = (folder / TEAM).is_file()
        return team(game, name, folder) if is_team else _of(game, name, folder)
    if name in game.policies:
        return game.policies[name]
    with as_file(files(watchfloor).joinpath(*_SHIPPED, game.name)) as shipped:
        if not (shipped / WEIGHTS).is_file():
            message = f"no trained policy is shipped for {game.name}; give {LEARNED}:DIRECTORY"
            raise BadInput(message)
        return _of(game, name, shipped)


def team(game: Game[Any], name: str, folder: Path) -> Policy:
    """Return the team that was trained in *folder* as the policy *name* of *game*."""
    if game.name != WAR_ROOM.name:
        message = f"{name!r} was trained for {WAR_ROOM.name}, not for {game.name}; give another"
        raise BadInput(message)
    return taught(folder).policy(name)


def taught(folder: Path) -> Taught:
    """Return the team in *folder* with what it knows."""
    try:
        return checked(msgspec.json.decode((folder / TEAM).read_bytes(), type=Taught))
    except OSError as error:
        message = f"{folder / TEAM} cannot be read ({error.strerror}); give the folder of a team"
        raise BadInput(message) from None
    except msgspec.DecodeError as error:
        message = f"{folder / TEAM} holds no team ({error}); train it again"
        raise BadInput(message) from None


class Mind(NamedTuple):
    """A model with what it was told in training."""

    encoding: Encoding
    network: Network
    numbers: dict[str, int]
    size: int


def mind_in(game: Game[Any], name: str, folder: Path) -> Mind:
    """Return the model in *folder*, which is called *name*, as one of *game*."""
    manifest, network = opened(folder)
    if manifest.game != game.name:
        message = f"{name!r} was trained for {manifest.game}, not for {game.name}; give another"
        raise BadInput(message)
    encoding = named("encoding", manifest.encoding, ENCODINGS)
    if len(encoding.vocabulary) != manifest.shape.words:
        message = (
            f"{name!r} knows {manifest.shape.words} words, and the encoding {encoding.name} has "
            f"{len(encoding.vocabulary)}; train it again"
        )
        raise BadInput(message)
    size = sum(map(_size, manifest.shape.parameters().values()))
    return Mind(encoding, network, encoding.numbers(), size)


def _of(game: Game[Any], name: str, folder: Path) -> Policy:
    found = mind_in(game, name, folder)
    return Policy(
        name=name,
        summary=f"A trained model of {found.size:,} numbers; other seats are held by the "
        "heuristic.",
        seat=lambda role, draws: _seat(game, found, role, draws),
    )


def _size(shape: tuple[int, ...]) -> int:
    size = 1
    for length in shape:
        size *= length
    return size


def _seat(game: Game[Any], found: Mind, role: str, draws: Seed) -> Player:
    if role != found.encoding.role:
        other = game.policies["heuristic"]
        if isinstance(other, Insider) or not isinstance(other, Policy):
            message = f"nobody can sit beside a trained model as {role}; name a policy for it"
            raise BadInput(message)
        return other.seat(role, draws)
    asked: list[Action] = []

    def reply(seen: Observation) -> Reply:
        wanted = found.encoding.asks(seen, asked)
        return answered(found, seen) if wanted is None else wanted

    return reply


def answered(mind: Mind, seen: Observation, draw: Stream | None = None) -> Reply:
    """Return the likeliest reply of *mind* to *seen*, word by word, of those that are a move.

    Aliases are counted, or drawn if there is something to *draw*.
    """
    told = mind.encoding.encode(seen, draw)
    reading = mind.network.first([mind.numbers[word] for word in told.words])
    said: list[str] = []
    while (allowed := mind.encoding.allowed(said, told.aliases)) != ():
        found = reading.best([mind.numbers[word] for word in allowed])
        said.append(mind.encoding.vocabulary[found])
        if mind.encoding.allowed(said, told.aliases) != ():
            reading.on(found)
    return _heard(mind, said, told.aliases)


def _heard(mind: Mind, said: list[str], aliases: Aliases) -> Reply:
    end = mind.encoding.vocabulary[1]
    return mind.encoding.decode((*said, end), aliases)
