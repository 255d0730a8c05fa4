"""Episodes played one after another, each handed on once its lines are on disk."""

from collections.abc import Generator, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from watchfloor.evaluation.store import Writer
from watchfloor.play.episode import Finished, Table
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender
from watchfloor.play.seating import NOBODY, lines, seated
from watchfloor.play.trajectory import START, Record, Trajectory


def episodes(
    game: Game[Any],
    tables: Iterable[Table],
    writer: Writer | None = None,
    guests: Mapping[str, Contender] = NOBODY,
) -> Iterator[Trajectory]:
    """Play an episode of *game* at each of *tables*, recording each with *writer* if there is one.

    *guests* can sit beside the policies of the game. Each episode follows the one before it,
    whether they are recorded or not.
    """
    previous = START if writer is None else writer.previous
    for table in tables:
        following = replace(table, previous=previous)
        trajectory = _recorded(lines(game, following, seated(game, following, guests)), writer)
        previous = trajectory.end.hash
        yield trajectory


def _recorded(running: Generator[Record, None, Finished[Any]], writer: Writer | None) -> Trajectory:
    while True:
        try:
            line = next(running)
        except StopIteration as stop:
            finished: Finished[Any] = stop.value
            return finished.trajectory
        if writer is not None:
            writer.add(line)
