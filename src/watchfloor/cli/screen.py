"""What a person watches: progress while something runs, and tables when it is done."""

import sys
from collections.abc import Iterable, Iterator
from time import monotonic
from typing import Any, TypeVar

from rich.box import SIMPLE
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from watchfloor.play.game import Game
from watchfloor.play.reward import points
from watchfloor.play.trajectory import Trajectory

T = TypeVar("T")

_PAUSE = 0.1
"""The seconds from one look at the progress to the next; each costs as much as an incident."""


def watched(items: Iterable[T], total: int, things: str = "episodes") -> Iterator[T]:
    """Pass *items* through, showing on a terminal how many of *total* *things* are done."""
    console = Console(stderr=True)
    return _counted(items, total, things, console) if console.is_terminal else iter(items)


def _counted(items: Iterable[T], total: int, things: str, console: Console) -> Iterator[T]:
    bar = Progress(
        TextColumn(things),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
    with bar:
        task = bar.add_task("", total=total, rate="")
        began = shown = monotonic()
        for done, item in enumerate(items, start=1):
            yield item
            now = monotonic()
            if now - shown >= _PAUSE:
                bar.update(task, completed=done, rate=f"{done / (now - began):,.0f}/s")
                shown = now


def write(table: Table, least: int = 0) -> None:
    """Print *table* on standard output; where no terminal is too narrow, *least* columns wide."""
    console = Console()
    if not console.is_terminal:
        console.width = max(console.width, least)
    with console.capture() as written:
        console.print(table)
    sys.stdout.write(written.get())


def means(game: Game[Any], episodes: Iterable[Trajectory]) -> None:
    """Print what each role earned on average, with the number of episodes that were scored."""
    totals: dict[str, int] = dict.fromkeys(game.roles, 0)
    scored = failed = 0
    for trajectory in episodes:
        failed += bool(trajectory.end.no_reply)
        scored += not trajectory.end.no_reply
        for reward in trajectory.end.rewards:
            totals[reward.role] += reward.total
    table = Table("role", "mean reward", "episodes", "no reply", box=SIMPLE)
    for role, total in totals.items():
        mean = points(round(total / scored)) if scored else "none"
        table.add_row(role, mean, str(scored), str(failed))
    write(table)
