"""What is seen of a run while it is played: a bar on a terminal, elsewhere a line now and then."""

import sys
from collections.abc import Iterable
from pathlib import Path
from time import monotonic

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from watchfloor.evaluation import reporting
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.work import Tally
from watchfloor.play.reward import ONE

_PAUSE = 10.0
"""Seconds from one line to the next where there is no terminal."""


class _Sums:
    """How far a run has come."""

    def __init__(self, total: int) -> None:
        self.total = total
        self.done = 0
        self._began = monotonic()
        self._played = 0
        self._earned = 0.0

    def take(self, tally: Tally) -> None:
        """Add what came of one piece."""
        self.done += tally.stood + tally.played
        self._played += tally.played
        self._earned += tally.earned * tally.played

    @property
    def told(self) -> str:
        """The rate, the time that is left, and the mean of what all earn."""
        rate = self._played / max(monotonic() - self._began, 1e-9)
        mean = self._earned / self._played / ONE if self._played else 0.0
        left = (self.total - self.done) / rate if rate else 0.0
        return f"{rate:,.0f}/s, {_clock(left)} left, mean {mean:+.3f}"


def _clock(seconds: float) -> str:
    """Return *seconds* as minutes and seconds.

    >>> _clock(75.2)
    '1:15'
    """
    return f"{round(seconds) // 60}:{round(seconds) % 60:02d}"


def watch(run: Run, tallies: Iterable[Tally]) -> None:
    """Go through *tallies* as *run* is played, and show how far it is."""
    console, sums = Console(stderr=True), _Sums(sum(piece.episodes for piece in run.pieces()))
    if console.is_terminal:
        _bar(console, sums, tallies)
    else:
        _lines(sums, tallies)


def _bar(console: Console, sums: _Sums, tallies: Iterable[Tally]) -> None:
    """Draw a bar anew for each piece; no thread draws it, since processes are still to be made."""
    columns = (TextColumn("episodes"), BarColumn(), MofNCompleteColumn())
    told = TextColumn("{task.fields[told]}")
    with Progress(*columns, told, console=console, transient=True, auto_refresh=False) as bar:
        task = bar.add_task("", total=sums.total, told="")
        for tally in tallies:
            sums.take(tally)
            bar.update(task, completed=sums.done, told=sums.told, refresh=True)


def _lines(sums: _Sums, tallies: Iterable[Tally]) -> None:
    shown = monotonic()
    for tally in tallies:
        sums.take(tally)
        if monotonic() - shown >= _PAUSE:
            shown = monotonic()
            sys.stderr.write(f"{sums.done:,} of {sums.total:,} episodes, {sums.told}\n")
            sys.stderr.flush()


def reported(run: Run, jobs: int) -> tuple[Path, Path]:
    """Write the reports of *run* with *jobs* processes, and show how far they are."""
    console = Console(stderr=True)
    total = len(dict.fromkeys((it.game, it.scenario, it.situation) for it in run.cells))
    if not console.is_terminal:
        return reporting.write(run, jobs, lambda _done: None)
    columns = (TextColumn("telling"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True) as shown:
        task = shown.add_task("telling", total=total)
        return reporting.write(run, jobs, lambda done: shown.update(task, completed=done))
