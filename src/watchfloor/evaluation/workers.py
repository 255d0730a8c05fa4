"""Plays the pieces of a run: by processes, or by threads where models are asked and waited for.

The run is the same however many are at work. A process whose parent is gone ends at once, so that
nobody writes into a run that somebody else goes on with.
"""

import fcntl
import multiprocessing
import os
import signal
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import (
    FIRST_COMPLETED,
    Future,
    ProcessPoolExecutor,
    ThreadPoolExecutor,
    wait,
)
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from threading import Event, Thread
from time import monotonic, sleep
from typing import Any, NamedTuple

from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models
from watchfloor.agents.prompt import ORDINARY, Limits
from watchfloor.codec import canonical, digest
from watchfloor.errors import BadInput
from watchfloor.evaluation import machine
from watchfloor.evaluation.run import TIMINGS, TRAJECTORIES, Piece, Run
from watchfloor.evaluation.work import Desk, Tally, work

_LOOK = 0.1
"""Seconds from one look for the parent to the next."""
_AHEAD = 2
"""Pieces that are given out for each process or thread: what it plays, and what it plays next."""


class Staff(NamedTuple):
    """Who is at work."""

    jobs: int
    settings: Settings = Settings()
    limits: Limits = ORDINARY
    keeps_answers: bool = False
    """Whether it is kept what models say, word for word."""


class Team(NamedTuple):
    """Processes or threads, with what is left for them to play."""

    pieces: Iterator[Piece]
    submit: Callable[[Piece], Future[Tally]]
    most: int
    """How many pieces are given out at a time."""


class Bench:
    """What a process at work has at hand."""

    run: Run
    desk: Desk


def played(run: Run, staff: Staff) -> Generator[Tally]:
    """Play what is left of *run*, and return what came of each piece as it is done."""
    claimed = run.claim()
    try:
        if not run.is_finished:
            yield from _noted(run, staff)
            run.join()
    finally:
        os.close(claimed)


def _noted(run: Run, staff: Staff) -> Iterator[Tally]:
    """Play what is left of *run*, and note how long it takes beside it."""
    began = monotonic()
    _note(run, began=datetime.now(UTC).isoformat(), jobs=staff.jobs, **machine.here())
    for tally in _played(run, staff):
        if tally.played:
            cell, seconds = tally.piece.cell.name, round(tally.seconds, 3)
            _note(run, cell=cell, episodes=tally.played, seconds=seconds)
        yield tally
    seconds = round(monotonic() - began, 3)
    _note(run, ended=datetime.now(UTC).isoformat(), seconds=seconds)


def _note(run: Run, **held: str | float) -> None:
    """Add a line to the timings of *run*."""
    try:
        with (run.path / TIMINGS).open("ab", buffering=0) as file:
            file.write(canonical(held) + b"\n")
    except OSError as error:
        raise run.unwritable(error) from None


def _played(run: Run, staff: Staff) -> Iterator[Tally]:
    _alone(run.path)
    pieces = sorted(run.pieces(), key=lambda it: digest(it.number))  # so that all are done alike
    asking = [piece for piece in pieces if run.manifest.is_asked(piece.cell)]
    others = [piece for piece in pieces if not run.manifest.is_asked(piece.cell)]
    if staff.jobs == 1 and not asking:
        with Models(staff.settings, staff.limits) as models:
            desk = Desk(models, lambda: False)
            yield from (work(run, piece, desk) for piece in others)
        return
    with ExitStack() as stack:
        teams: list[Team] = []
        if others:
            teams.append(_processes(run, staff, others, stack))
        if asking:
            teams.append(_threads(run, staff, asking, stack))
        try:
            yield from in_turn(teams)
        except BrokenProcessPool:
            message = f"a process was killed; every finished episode is kept, so {run.go_on}"
            raise BadInput(message) from None


def in_turn(teams: Iterable[Team]) -> Iterator[Tally]:
    """Return what came of each piece as it is done; few of them wait at a time."""
    going: dict[Future[Tally], Team] = {}
    for team in teams:
        going |= {team.submit(piece): team for piece in islice(team.pieces, team.most)}
    while going:
        wait(going, return_when=FIRST_COMPLETED)
        for future in [it for it in going if it.done()]:
            team = going.pop(future)
            going |= {team.submit(piece): team for piece in islice(team.pieces, 1)}
            yield future.result()


def _processes(run: Run, staff: Staff, pieces: Iterable[Piece], stack: ExitStack) -> Team:
    """Let processes play *pieces*."""
    stopping = multiprocessing.Event()
    start = (str(run.path), os.getpid(), stopping)
    pool = ProcessPoolExecutor(staff.jobs, initializer=begin, initargs=start)
    stack.callback(pool.shutdown, cancel_futures=True)
    stack.callback(stopping.set)

    def submit(piece: Piece) -> Future[Tally]:
        return pool.submit(_work, piece)

    return Team(iter(pieces), submit, _AHEAD * staff.jobs)


def _threads(run: Run, staff: Staff, pieces: Iterable[Piece], stack: ExitStack) -> Team:
    """Let threads play *pieces*; those that still wait for a model are let go at the end."""
    stopping, count = Event(), staff.settings.concurrency
    threads = ThreadPoolExecutor(count)
    stack.callback(threads.shutdown, cancel_futures=True)
    models = stack.enter_context(Models(staff.settings, staff.limits))
    stack.callback(stopping.set)
    desk = Desk(models, stopping.is_set, staff.keeps_answers)

    def submit(piece: Piece) -> Future[Tally]:
        return threads.submit(work, run, piece, desk)

    return Team(iter(pieces), submit, _AHEAD * count)


def _alone(path: Path) -> None:
    """Wait until no process is left that an earlier parent had started."""
    folder = os.open(path / TRAJECTORIES, os.O_RDONLY)
    fcntl.flock(folder, fcntl.LOCK_EX)
    os.close(folder)


def begin(path: str, parent: int, stopping: Any) -> None:  # noqa: ANN401  # an event of any context
    """Make a process ready to work on the run at *path*."""
    accompany(parent)
    fcntl.flock(os.open(Path(path) / TRAJECTORIES, os.O_RDONLY), fcntl.LOCK_SH)
    Bench.run, Bench.desk = Run(Path(path)), Desk(Models(Settings()), stopping.is_set)


def accompany(parent: int) -> None:
    """Let this process be interrupted by nobody but its *parent*, and end when that is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch, args=(parent,), daemon=True).start()


def _watch(parent: int) -> None:
    """End this process as soon as its *parent* is gone."""
    while os.getppid() == parent:
        sleep(_LOOK)
    os._exit(1)


def _work(piece: Piece) -> Tally:
    return work(Bench.run, piece, Bench.desk)
