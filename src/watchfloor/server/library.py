"""The runs that a server was started with, and the leaderboard."""

from collections.abc import Mapping
from functools import cached_property
from importlib.resources import files
from itertools import islice
from pathlib import Path
from typing import Any

import msgspec

import watchfloor
from watchfloor.catalog import named
from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation import earnings, entry, store
from watchfloor.evaluation.earnings import Earned
from watchfloor.evaluation.entry import Entry
from watchfloor.evaluation.report import facts
from watchfloor.evaluation.reporting import PAGE
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.store import Torn
from watchfloor.play.game import Game
from watchfloor.play.trajectory import Trajectory

MOST_LISTED = 50
ENTRIES = ("leaderboard", "entries")
"""Where the entries are in a checkout, and in the package once it is built."""


class Named(msgspec.Struct, frozen=True):
    """A run that can be opened."""

    name: str
    suite: str
    is_finished: bool


class Told(msgspec.Struct, frozen=True):
    """What is told of a run as a whole."""

    name: str
    title: str
    rows: tuple[tuple[str, str], ...]
    reading: str
    earned: tuple[Earned, ...]
    has_report: bool


class Listed(msgspec.Struct, frozen=True):
    """Some episodes of a cell, from the least paid to the best."""

    total: int
    start: int
    episodes: tuple[Result, ...]
    """Without what was read of them."""
    beside: tuple[str, ...]
    """The other cells that played the same worlds."""


class Library:
    """What can be read on the page beside the games."""

    def __init__(self, runs: Mapping[str, Run]) -> None:
        """Offer *runs* by name, and the entries of the leaderboard."""
        self._runs = runs
        self._results: dict[str, list[Result]] = {}
        self._told: dict[str, Told] = {}

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """Every entry of the leaderboard."""
        return tuple(map(entry.read, sorted(shelf().glob("*.json"))))

    def listed(self) -> tuple[Named, ...]:
        """Return the runs that there are."""
        return tuple(
            Named(name, run.manifest.suite, run.is_finished) for name, run in self._runs.items()
        )

    def told(self, name: str) -> Told:
        """Return what is told of the run called *name*."""
        run = named("run", name, self._runs)
        if name not in self._told:
            found = facts(run)
            worlds = earnings.gathered(run.manifest, self.results(name))
            earned = tuple(earnings.earned(run.manifest, worlds))
            has_report = (run.path / PAGE).is_file()
            told = Told(name, found.title, found.rows, found.reading, earned, has_report)
            self._told[name] = told
        return self._told[name]

    def results(self, name: str) -> list[Result]:
        """Return every result of the run called *name*."""
        if name not in self._results:
            self._results[name] = list(named("run", name, self._runs).results())
        return self._results[name]

    def episodes(self, name: str, cell: str, start: int) -> Listed:
        """Return some episodes of *cell* of the run called *name*, from place *start* on."""
        results = self.results(name)
        mine = [it for it in results if it.cell == cell]
        if not mine:
            message = f"the run has no cell {cell!r}; open one that it lists"
            raise BadInput(message)
        mine.sort(key=lambda it: (sum(it.rewards.values()), it.seed, it.repeat))
        first = mine[0]
        place = (first.game, first.scenario, first.mode)
        beside = dict.fromkeys(
            it.cell
            for it in results
            if (it.game, it.scenario, it.mode) == place and it.cell != cell
        )
        some = tuple(
            msgspec.structs.replace(it, reading={}, paid={})
            for it in mine[start : start + MOST_LISTED]
        )
        return Listed(len(mine), start, some, tuple(beside))

    def result(self, name: str, cell: str, seed: int, repeat: int) -> Result:
        """Return the episode of *cell* on *seed* in the run called *name*."""
        for it in self.results(name):
            if (it.cell, it.seed, it.repeat) == (cell, seed, repeat):
                return it
        message = f"the run has no episode of {cell!r} on seed {seed}; open one that it lists"
        raise BadInput(message)

    def record(self, name: str, found: Result) -> tuple[Game[Any], Trajectory]:
        """Return the record of the episode that was *found* in the run called *name*."""
        run = named("run", name, self._runs)
        path = run.path / found.file
        if not path.is_file():
            message = f"{found.file} is not in the run; open one that was handed over whole"
            raise UnreadableFile(message)
        there = next(islice(store.read(path), found.episode - 1, None), None)
        if there is None or isinstance(there, Torn):
            message = f"episode {found.episode} of {found.file} cannot be read; verify the run"
            raise UnreadableFile(message)
        game = run.games[found.game] if found.game in run.games else _called(run, found.game)
        return game, there.trajectory

    def report(self, name: str) -> bytes:
        """Return the report of the run called *name*."""
        path = named("run", name, self._runs).path / PAGE
        try:
            return path.read_bytes()
        except OSError:
            message = f"the run has no report; write it with `watchfloor report {path.parent}`"
            raise UnreadableFile(message) from None


def shelf() -> Path:
    """Return the folder of the entries: within the package, or of the checkout around it."""
    inside = Path(str(files("watchfloor.server").joinpath(*ENTRIES)))
    return inside if inside.is_dir() else Path(watchfloor.__file__).parents[2].joinpath(*ENTRIES)


def _called(run: Run, name: str) -> Game[Any]:
    return next(game for game in run.games.values() if game.name == name)
