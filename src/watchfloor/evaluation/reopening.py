"""Opens a run again where models could not be asked, so that they are asked once more.

What else is in a piece that is opened is laid aside, and put back in its place when its turn comes.
So nobody who replied is asked again, and a process may be killed at any moment.
"""

import os
import shutil
from pathlib import Path
from typing import NamedTuple

from msgspec.structs import replace

from watchfloor.agents import sayings
from watchfloor.agents.sayings import Saying
from watchfloor.errors import UnwritableFile
from watchfloor.evaluation import store
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.run import PIECES, Piece, Run, results
from watchfloor.evaluation.store import Stored
from watchfloor.play.trajectory import Trajectory, linked


class Before(NamedTuple):
    """An episode that is put back as it was."""

    result: Result
    trajectory: Trajectory
    said: tuple[Saying, ...]

    def behind(self, previous: str) -> "Before":
        """Return it with the hashes that it has behind the line whose hash is *previous*."""
        trajectory = linked(self.trajectory, previous)
        end = trajectory.end.hash
        said = tuple(replace(it, hash=end) for it in self.said)
        return Before(replace(self.result, hash=end), trajectory, said)


class _Asides(NamedTuple):
    """Where the files of a piece are while it is played again."""

    results: Path
    trajectories: Path
    answers: Path


def reopened(run: Run) -> int:
    """Open *run* again where a player could not be asked; return how many episodes that are."""
    claimed = run.claim()
    try:
        if run.is_finished:
            if not any(it.no_reply for it in run.results()):
                return 0
            run.part()
        return sum(_opened(run, piece) for piece in run.pieces())
    except (OSError, UnwritableFile) as error:
        raise run.unwritable(error) from None
    finally:
        os.close(claimed)


def _opened(run: Run, piece: Piece) -> int:
    """Lay the finished *piece* aside if a player could not be asked; return how often."""
    kept, tape = run.kept(piece), run.path / piece.file
    failed = sum(bool(it.no_reply) for it in results(kept)) if kept.exists() else 0
    if failed:
        files = (kept, tape, run.answers(piece))
        there = [pair for pair in zip(files, _asides(run, piece), strict=True) if pair[0].exists()]
        for path, aside in there:
            shutil.copyfile(path, aside)
        for path, _ in there:
            path.unlink()
    return failed


def before(run: Run, piece: Piece) -> dict[tuple[int, int], Before]:
    """Return, by seed and repeat, those episodes of *piece* that were laid aside with replies."""
    asides = _asides(run, piece)
    if not asides.results.exists():
        return {}
    said: dict[int, list[Saying]] = {}
    for one in sayings.read(asides.answers):
        said.setdefault(one.episode, []).append(one)
    return {
        (it.seed, it.repeat): Before(it, stored.trajectory, tuple(said.get(it.episode, ())))
        for it, stored in zip(results(asides.results), store.read(asides.trajectories), strict=True)
        if isinstance(stored, Stored) and not it.no_reply
    }


def forget(run: Run, piece: Piece) -> None:
    """Take away what of *piece* was laid aside, once all of it is in its place."""
    for aside in _asides(run, piece):
        aside.unlink(missing_ok=True)


def _asides(run: Run, piece: Piece) -> _Asides:
    folder = run.path / PIECES
    return _Asides(
        folder / f"{piece.name}.aside",
        folder / f"{piece.name}.aside{store.PACKED}",
        folder / f"{piece.name}.answers",
    )
