"""Plays the next steps of a run in other processes, up to where the model is asked.

A process at work opens the worlds of coming steps and keeps them. Here their texts are taken and
replies to them drawn, and what came of each is told in return: a message each way for a turn.
Whoever plays a step, and whenever, it is the same; so is what is learned. The first step of a run
is played here, while the processes start.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from itertools import cycle, islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from watchfloor.errors import BadInput, WatchfloorError
from watchfloor.evaluation.workers import accompany
from watchfloor.training.driving import driven
from watchfloor.training.experiment import Experiment
from watchfloor.training.rollouts import Drawn, Rollout, Sample, Texts
from watchfloor.training.supply import At, Begun, Supply

_WAITING = 3
"""Steps that each process has ready beside the one that is played."""
_NONE_LEFT = object()


class Task(NamedTuple):
    """What a process has to do."""

    experiment: Experiment
    kept: frozenset[str]
    """The stories that nobody may learn from."""
    steps: Sequence[At]


class Ask(NamedTuple):
    """Replies are needed."""

    texts: Texts


class Came(NamedTuple):
    """A step was played to its end."""

    samples: list[list[Sample]]


class Ahead:
    """What the steps of a run begin with, in their order."""

    def __init__(self, supply: Supply, at: At, processes: int) -> None:
        """Let so many *processes* play the steps of *supply* from the one *at* a place on.

        They take them by turns. Where there are none, each step is played here.
        """
        self._supply = supply
        coming = [*islice(supply.steps(at), 1, None)]
        shares = [coming[first::processes] for first in range(min(processes, len(coming)))]
        self._helpers = [started(Task(supply.experiment, supply.kept, it)) for it in shares]
        self._dealt = zip(coming, cycle(self._helpers), strict=False)
        self._next = next(self._dealt, None)

    def close(self) -> None:
        """Let the other processes go, and wait until they are gone."""
        for helper in self._helpers:
            helper.close()

    def taken(self, at: At) -> Begun:
        """Return what the step *at* a place begins with, once it is there."""
        if self._next is None or self._next[0] != at:
            return self._supply.begun(at)
        _, helper = self._next
        self._next = next(self._dealt, None)
        return helper.begun()


class Helper:
    """Another process at work, as it is spoken with."""

    def __init__(self, pipe: Connection, process: BaseProcess) -> None:
        """Speak with *process* through *pipe*."""
        self._pipe, self._process = pipe, process

    def close(self) -> None:
        """Let it go, and wait until it is gone."""
        self._pipe.close()
        self._process.join()

    def begun(self) -> Begun:
        """Return what its next step begins with, once it is there."""
        told = self._told()
        return self._played(told) if isinstance(told, Ask | Came) else told

    def _played(self, told: Ask | Came) -> Rollout:
        """Pass on what is asked there and what is drawn here, as it comes."""
        while isinstance(told, Ask):
            for drawn in (yield told.texts):
                self._say(drawn)
            self._say(None)
            told = self._told()
        return told.samples

    def _say(self, drawn: Drawn | None) -> None:
        """Hand over what was *drawn*, or nothing after the last of it."""
        try:
            self._pipe.send(drawn)
        except OSError:
            raise BadInput(_ENDED) from None

    def _told(self) -> Any:  # noqa: ANN401  # whatever comes through the pipe
        try:
            told = self._pipe.recv()
        except (EOFError, OSError):
            raise BadInput(_ENDED) from None
        if isinstance(told, WatchfloorError):
            raise told
        return told


_ENDED = (
    "the process that gets worlds ready was ended; the last checkpoint is as it was: "
    "go on with --resume, and without that process by --ahead 0"
)


def started(task: Task) -> Helper:
    """Start a process for *task*: anew and not forked, so that it holds nothing of this one."""
    context = multiprocessing.get_context("spawn")
    ends: tuple[Any, Any] = context.Pipe()  # of a kind that depends on the system
    here, there = ends
    process = context.Process(target=work, args=(there, task, os.getpid()), daemon=True)
    heard = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:  # it is not to hear of an interruption before it can ignore it
        process.start()
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, heard)
    there.close()
    return Helper(here, process)


def work(pipe: Connection, task: Task, parent: int) -> None:
    """Play the steps of *task* for the *parent*, who is at the other end of *pipe*."""
    accompany(parent)
    gc.disable()  # nobody is to wait for a pass over all worlds that are open
    gc.freeze()
    Bench(pipe, Supply(task.experiment, task.kept), task.steps).work()


class Bench:
    """The steps that a process has before it."""

    def __init__(self, pipe: Connection, supply: Supply, steps: Sequence[At]) -> None:
        """Take *steps* of *supply*, of which is told through *pipe*."""
        self._pipe, self._supply = pipe, supply
        self._ready: deque[Begun | WatchfloorError] = deque()
        self._opening = self._opened(steps)

    def work(self) -> None:
        """Play step after step, until the other end hangs up; say so if one fails."""
        with suppress(EOFError, ConnectionError):
            try:
                while self._play():
                    gc.collect()
            except WatchfloorError as error:
                self._pipe.send(error)

    def _play(self) -> bool:
        """Play the next step, and return whether there was one."""
        begun = self._begun()
        if begun is None:
            return False
        if isinstance(begun, Sequence):
            self._pipe.send(begun)
        else:
            self._pipe.send(Came(driven(begun, self._asked)))
        return True

    def _begun(self) -> Begun | None:
        """Return what the next step begins with, nothing after the last."""
        while not self._ready and self._open():
            pass
        begun = self._ready.popleft() if self._ready else None
        if isinstance(begun, WatchfloorError):
            raise begun
        return begun

    def _open(self) -> bool:
        """Open one world more, and return whether any is left."""
        return next(self._opening, _NONE_LEFT) is not _NONE_LEFT

    def _opened(self, steps: Sequence[At]) -> Generator[None]:
        """Get *steps* ready, waiting a moment after each world."""
        try:
            for at in steps:
                self._ready.append((yield from self._supply.beginning(at)))
        except WatchfloorError as error:  # it is told when it is the turn of that step
            self._ready.append(error)

    def _asked(self, texts: Texts) -> Iterator[Drawn]:
        """Ask for replies to *texts*, and return them as they come."""
        self._pipe.send(Ask(texts))
        return iter(self._heard, None)

    def _heard(self) -> Drawn | None:
        """Return what is said next; until it is, further worlds are opened."""
        while not self._pipe.poll() and len(self._ready) < _WAITING and self._open():
            pass
        said: Drawn | None = self._pipe.recv()
        return said
