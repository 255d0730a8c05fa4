"""Gets the next steps of a run ready in another process, while the model learns.

What a step begins with is the same whoever gets it ready, and whenever; so is what is learned. The
first step of a run is got ready here, while the other process starts.
"""

import multiprocessing
import os
import signal
from collections import deque
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice

from watchfloor.errors import BadInput
from watchfloor.evaluation.workers import accompany
from watchfloor.training.experiment import Experiment
from watchfloor.training.supply import At, Begun, Supply

_WAITING = 3
"""Steps that each process has ready or on its way."""


class Ahead:
    """What the steps of a run begin with, in their order."""

    def __init__(self, supply: Supply, at: At, processes: int) -> None:
        """Get the steps of *supply* from the one *at* a place on ready, by so many *processes*.

        Where there are none, each step is got ready here when it is taken.
        """
        self._supply, self._most = supply, _WAITING * processes
        self._coming = islice(supply.steps(at), 1, None)
        self._going: deque[tuple[At, Future[Begun]]] = deque()
        self._pool: ProcessPoolExecutor | None = None
        if processes:
            start = (supply.experiment, supply.kept, os.getpid())
            context = multiprocessing.get_context("spawn")
            self._pool = ProcessPoolExecutor(processes, context, begin, start)

    def close(self) -> None:
        """Let the other processes go, and wait until they are gone."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def taken(self, at: At) -> Begun:
        """Return what the step *at* a place begins with, once it is there."""
        try:
            self._fill()
            if self._going and self._going[0][0] == at:
                return self._going.popleft()[1].result()
        except BrokenProcessPool:
            message = (
                "the process that gets worlds ready was ended; the last checkpoint is as it was: "
                "go on with --resume, and without that process by --ahead 0"
            )
            raise BadInput(message) from None
        return self._supply.begun(at)

    def _fill(self) -> None:
        """Ask for as many steps as may be waited for."""
        if self._pool is None:
            return
        for at in islice(self._coming, self._most - len(self._going)):
            heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
            try:  # who is started now is not to hear of an interruption before it can ignore it
                self._going.append((at, self._pool.submit(work, at)))
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, heard)


class Bench:
    """What a process at work has at hand."""

    supply: Supply


def begin(experiment: Experiment, kept: frozenset[str], parent: int) -> None:
    """Make a process ready to get the steps of *experiment* ready."""
    accompany(parent)
    Bench.supply = Supply(experiment, kept)


def work(at: At) -> Begun:
    """Return what the step *at* a place begins with."""
    return Bench.supply.begun(at)
