"""Plays the next steps of a run in other processes, up to where the model is asked.

A process at work opens the worlds of coming steps and keeps them. Here their texts are taken and
replies to them drawn, and what came of each is told in return: a message each way for a turn.
Whoever plays a step, and whenever, it is the same; so is what is learned. The first step of a run
is played here, while the processes start.

Whom a step of self-play meets is told when it is its turn. Until then it is guessed: as the last
step has it, and as an attacker learns from what is known yet of the step that is played. What
nobody guessed is crafted at both ends of the pipe.
"""

import gc
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Generator, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from itertools import cycle, islice
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple

from watchfloor.errors import BadInput, WatchfloorError
from watchfloor.evaluation.workers import accompany
from watchfloor.training.driving import driven
from watchfloor.training.duels import Attack, Crafted, Deed, Duel
from watchfloor.training.experiment import Experiment
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Drawn, Going, Texts
from watchfloor.training.supply import At, Begun, Supply

_WAITING = 30
"""Steps that each process has ready beside the one that is played."""
_HELD = 5_000
"""Worlds of self-play that each process holds before it guesses at no step but the next."""
_SHARED = 4
"""Incidents of one step that are too few to be shared."""
_NONE_LEFT = object()


class Task(NamedTuple):
    """What a process has to do."""

    experiment: Experiment
    kept: frozenset[str]
    """The stories that nobody may learn from."""
    steps: Sequence[At]


class Coming(NamedTuple):
    """A step of self-play that is to be played once it is told whom it meets."""

    at: At
    duel: Duel


class Ask(NamedTuple):
    """Replies are needed."""

    texts: Texts


class Share(NamedTuple):
    """Incidents are needed that nobody guessed; whoever waits for them can make some."""

    at: At
    deeds: Sequence[Deed]


class Given(NamedTuple):
    """What is crafted by a deed."""

    deed: Deed
    crafted: Crafted


class Came(NamedTuple):
    """A step was played to its end."""

    found: Any


class Ahead:
    """What the steps of a run begin with, in their order."""

    def __init__(self, supply: Supply, at: At, processes: int) -> None:
        """Let so many *processes* play the steps of *supply* from the one *at* a place on.

        They take them by turns. Where there are none, each step is played here.
        """
        self._supply = supply
        coming = [*islice(supply.steps(at), 1, None)]
        shares = [coming[first::processes] for first in range(min(processes, len(coming)))]
        self._helpers = [started(supply, it) for it in shares]
        self._dealt = zip(coming, cycle(self._helpers), strict=False)
        self._next = next(self._dealt, None)

    def close(self) -> None:
        """Let the other processes go, and wait until they are gone."""
        for helper in self._helpers:
            helper.close()

    def taken(self, at: At, pool: Pool) -> Begun:
        """Return what the step *at* a place begins with, once it is there.

        In self-play *pool* is whom it meets.
        """
        if self._next is None or self._next[0] != at:
            return self._supply.begun(at, pool)
        _, helper = self._next
        self._next = next(self._dealt, None)
        return helper.begun(pool if self._supply.phase(at).how == "selfplay" else None)


class Helper:
    """Another process at work, as it is spoken with."""

    def __init__(self, pipe: Connection, process: BaseProcess, supply: Supply) -> None:
        """Speak with *process*, which plays steps of *supply*, through *pipe*."""
        self._pipe, self._process, self._supply = pipe, process, supply

    def close(self) -> None:
        """Let it go, and wait until it is gone."""
        self._pipe.close()
        self._process.join()

    def begun(self, pool: Pool | None = None) -> Begun:
        """Return what its next step begins with, once it is there.

        If it is one of self-play, *pool* is whom it meets.
        """
        if pool is not None:
            self._say(pool)
        told = self._told()
        if isinstance(told, Share):
            self._craft(told)
            told = self._told()
        return self._played(told) if isinstance(told, Ask | Came) else told

    def _craft(self, share: Share) -> None:
        """Make incidents of *share* one after the other, until the step is ready."""
        duel = self._supply.duel(share.at)
        if isinstance(duel, Attack):
            for deed in share.deeds:
                if self._pipe.poll():
                    break
                self._say(Given(deed, duel.craft(deed)))

    def _played(self, told: Ask | Came) -> Going[Any]:
        """Pass on what is asked there and what is drawn here, as it comes."""
        while isinstance(told, Ask):
            for drawn in (yield told.texts):
                self._say(drawn)
            self._say(None)
            told = self._told()
        return told.found

    def _say(self, it: Drawn | Pool | Given | None) -> None:
        """Hand over what was drawn, nothing after the last of it, or what a step needs."""
        try:
            self._pipe.send(it)
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


def started(supply: Supply, steps: Sequence[At]) -> Helper:
    """Start a process for *steps* of *supply*.

    It is started anew and not forked, so that it holds nothing of this one.
    """
    task = Task(supply.experiment, supply.kept, steps)
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
    return Helper(here, process, supply)


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
        self._ready: deque[Begun | Coming | WatchfloorError] = deque()
        self._opening = self._opened(steps)
        self._is_drafted = False
        """Whether a draft was heard last, so that the reply is about to come."""
        self._played: tuple[Coming, Pool] | None = None
        """The step of self-play that is played or was last, and whom it meets."""
        self._met = At(0, 0), Pool()
        self._unsure: deque[Coming] = deque()
        """Those of self-play that are not made yet as the last that was told has it."""
        self._guessing = self._guessed()

    def work(self) -> None:
        """Play step after step, until the other end hangs up; say so if one fails."""
        with suppress(EOFError, ConnectionError):
            try:
                while self._play():
                    if self._has_time:
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
        begun = self._ready[0] if self._ready else None
        if isinstance(begun, WatchfloorError):
            raise begun
        if isinstance(begun, Coming):
            return self._told(begun)
        self._played = None
        if self._ready:
            self._ready.popleft()
        return begun

    def _told(self, coming: Coming) -> Begun:
        """Return how the step that is *coming* begins, once it is told whom it meets."""
        pool: Pool = self._heard()
        self._ready.popleft()
        self._played = coming, pool
        self._meet(coming.at, pool)
        if isinstance(coming.duel, Attack):
            self._share(coming.at, coming.duel, pool)
        return coming.duel.play(pool)

    def _meet(self, at: At, pool: Pool) -> None:
        """Guess from now on that everybody in *pool* is as at this place."""
        self._met = at, pool
        self._unsure = deque([it for it in self._ready if isinstance(it, Coming)])
        self._guessing = self._guessed()

    def _learn(self) -> None:
        """Guess what an attacker learns in the step that is played, if more is known of it."""
        coming, pool = self._played or (None, None)
        if coming is None or pool is None or not isinstance(coming.duel, Attack):
            return
        mind = coming.duel.learning(pool.mind, self._supply.phase(coming.at).quick)
        if mind is not None:
            self._meet(coming.at, replace(pool, mind=mind))

    def _share(self, at: At, duel: Attack, pool: Pool) -> None:
        """Make what is missing of the step *at* a place, while the other end crafts as well."""
        missing = duel.missing(pool)
        if len(missing) < _SHARED:
            return
        self._pipe.send(Share(at, missing[::-1]))
        for _ in duel.opening(pool):
            while self._pipe.poll():
                duel.take(*self._pipe.recv())

    @property
    def _has_time(self) -> bool:
        """Whether the next step is awaited with patience; what is guessed of it cannot wait."""
        if self._played is None:
            return True
        at = self._played[0].at
        return self._supply.phase(at).ends_generation(at.step)

    @property
    def _has_room(self) -> bool:
        """Whether there is room for guesses at any step but the next."""
        return sum(it.duel.held for it in self._ready if isinstance(it, Coming)) < _HELD

    def _open(self) -> bool:
        """Open one world more, and return whether any is left."""
        return next(self._opening, _NONE_LEFT) is not _NONE_LEFT

    def _opened(self, steps: Sequence[At]) -> Generator[None]:
        """Get *steps* ready, waiting a moment after each world."""
        try:
            for at in steps:
                if (duel := self._supply.duel(at)) is None:
                    self._ready.append((yield from self._supply.beginning(at)))
                else:
                    coming = Coming(at, duel)
                    self._ready.append(coming)
                    self._unsure.append(coming)
                    yield
        except WatchfloorError as error:  # it is told when it is the turn of that step
            self._ready.append(error)

    def _guess(self) -> bool:
        """Make one world more as it would be if nobody learned, and return whether any is left."""
        if next(self._guessing, _NONE_LEFT) is not _NONE_LEFT:
            return True
        self._guessing = self._guessed()
        return False

    def _guessed(self) -> Generator[None]:
        """Make steps of self-play as if nobody learned, waiting a moment after each world."""
        while self._unsure and (self._has_room or self._unsure[0] is self._ready[0]):
            at, duel = self._unsure.popleft()
            phase = self._supply.phase(at)
            last, pool = self._met if self._met[0].phase == at.phase else (At(at.phase, 0), Pool())
            with suppress(WatchfloorError):  # it is told when it is the turn of that step
                yield from duel.opening(pool.guessed(phase, last.step, at.step))

    def _asked(self, texts: Texts) -> Iterator[Drawn]:
        """Ask for replies to *texts*, and return them as they come."""
        self._pipe.send(Ask(texts))
        return iter(self._heard, None)

    def _heard(self) -> Any:  # noqa: ANN401  # whatever comes through the pipe
        """Return what is said next; until it is, further worlds are opened."""
        while True:
            self._learn()
            while not self._is_drafted and not self._pipe.poll() and self._made_more():
                pass
            said = self._pipe.recv()
            self._is_drafted = isinstance(said, Drawn) and said.is_draft
            if not isinstance(said, Given):  # else it came too late
                return said

    def _made_more(self) -> bool:
        """Make one world more if there is room for it, and return whether there was."""
        has_room = len(self._ready) < _WAITING and self._has_room
        return self._guess() or (has_room and self._open())
