"""A recorded file held against the game: every episode that replays, then where it fails."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeAlias

from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.play.game import Game
from watchfloor.play.replay import divergence

Finder: TypeAlias = Callable[[str], Game[Any]]
"""The game that a file calls by a name."""


def checked(path: Path, game_of: Finder) -> Iterator[Stored | Torn]:
    """Return the episodes at *path* that replay, then the first thing that does not hold."""
    for found in store.read(path):
        seen = found if isinstance(found, Torn) else replayed(found, game_of)
        yield seen
        if isinstance(seen, Torn):
            return


def replayed(found: Stored, game_of: Finder) -> Stored | Torn:
    """Return *found* if playing it again bears it out, or the first line that is not so."""
    trajectory = found.trajectory
    flaw = divergence(game_of(trajectory.header.game), trajectory, found.previous)
    if flaw is None:
        return found
    return Torn(found.episode, found.line + flaw.index, flaw.reason)
