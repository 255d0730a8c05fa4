"""Connections that other processes go on with, so that more than one core plays.

The process that listens lets everybody in, holds the places and answers what is plain HTTP. A
WebSocket connection is lent as it is, before a word was said on it, to the worker that has fewest;
the worker says when it is over. A worker that ends loses its connections and is replaced.
"""

import asyncio
import sys
from collections.abc import Callable
from itertools import count
from multiprocessing import get_context
from multiprocessing.context import SpawnProcess
from socket import socket, socketpair
from typing import NamedTuple, Self

from watchfloor.errors import BadInput
from watchfloor.server.attentive import LENDING
from watchfloor.server.channel import Channel, Handed
from watchfloor.server.guard import Scope

READY = 0
"""The number that a worker says first; connections have others."""
LONGEST_START = 120.0
"""Seconds that a worker has to get ready in, before the server begins."""

Work = Callable[[socket], None]
"""What a worker does with its end of the channel; it has to be known to another process."""
_context = get_context("spawn")


class Loan(NamedTuple):
    """What is to be lent: a connection by its scope, and what is called when it is over."""

    scope: Scope
    over: Callable[[], None]


class Lent:
    """A connection that a worker has; it counts among the others until it is over."""

    __slots__ = ("_others", "_over")

    def __init__(self, others: set[object], over: Callable[[], None]) -> None:
        """Count among *others*; when it is *over*, that is called."""
        self._others, self._over = others, over
        others.add(self)

    def shutdown(self) -> None:
        """Leave it to the worker, which closes it."""

    def end(self) -> None:
        """Count no longer."""
        self._others.discard(self)
        self._over()


class Worker:
    """A process that connections are lent to."""

    __slots__ = ("_channel", "_end", "_process", "is_ready", "lent")

    def __init__(self, work: Work) -> None:
        """Start a process that does *work*."""
        self._end, theirs = socketpair()
        self._process: SpawnProcess = _context.Process(target=work, args=(theirs,), daemon=True)
        self._process.start()
        theirs.close()
        self._channel: Channel | None = None
        self.lent: dict[int, Lent] = {}
        self.is_ready = False

    def wait(self) -> None:
        """Wait until it is ready."""
        self._end.settimeout(LONGEST_START)
        try:
            self.is_ready = bool(self._end.recv(8))
        except OSError:
            self.is_ready = False
        if not self.is_ready:
            message = "a worker did not start; what it wrote says why, or serve without --workers"
            raise BadInput(message)

    def lend(self, number: int, loan: Loan, ended: Callable[["Worker"], None]) -> bool:
        """Take a connection as *number*; return whether that went.

        When the worker itself has *ended*, that is called.
        """
        held = loan.scope["extensions"][LENDING]
        transport: asyncio.Transport = held["transport"]
        connection = transport.get_extra_info("socket").fileno()
        if not self._opened(ended).hand(number, _head(loan.scope), connection):
            return False
        transport.abort()
        self.lent[number] = Lent(held["connections"], loan.over)
        return True

    def dismiss(self) -> None:
        """Let it close its connections and end."""
        if self._channel is None:
            self._end.close()
        else:
            self._channel.close()
        self._give_back()

    def _opened(self, ended: Callable[["Worker"], None]) -> Channel:
        """Return the channel, which is listened to from the first use on."""
        if self._channel is None:
            self._channel = Channel(self._end)
            self._channel.listen(lambda handed: self._heard(handed, ended))
        return self._channel

    def _heard(self, handed: Handed | None, ended: Callable[["Worker"], None]) -> None:
        """Take what the worker says: that it is ready, or that a connection is over."""
        if handed is None:
            self._give_back()
            ended(self)
        elif handed.number == READY:
            self.is_ready = True
        elif handed.number in self.lent:
            self.lent.pop(handed.number).end()

    def _give_back(self) -> None:
        while self.lent:
            self.lent.popitem()[1].end()


class Crew:
    """Every worker of a server."""

    __slots__ = ("_count", "_is_dismissed", "_numbers", "_work", "workers")

    def __init__(self, size: int, work: Work) -> None:
        """Let *size* processes *work*, once this is entered."""
        self._count, self._work = size, work
        self._numbers = count(READY + 1)
        self._is_dismissed = False
        self.workers: list[Worker] = []

    def __enter__(self) -> Self:
        """Start the workers, and wait until they are ready."""
        self.workers = [Worker(self._work) for _ in range(self._count)]
        for worker in self.workers:
            worker.wait()
        return self

    def __exit__(self, *_: object) -> None:
        """Let the workers end."""
        self.dismiss()

    def lend(self, scope: Scope, over: Callable[[], None]) -> bool:
        """Lend the connection of *scope*, and return whether it went; when it is *over*, say so.

        It is still here if nobody takes it.
        """
        number = next(self._numbers) % (1 << 32) or next(self._numbers)
        workers = sorted(self.workers, key=lambda it: len(it.lent))
        return any(it.lend(number, Loan(scope, over), self._replace) for it in workers)

    def dismiss(self) -> None:
        """Let the workers close their connections and end."""
        self._is_dismissed = True
        for worker in self.workers:
            worker.dismiss()
        self.workers = []

    def _replace(self, gone: Worker) -> None:
        """Start another worker for one that is *gone*, if that one had ever worked."""
        if self._is_dismissed:
            return
        self.workers.remove(gone)
        if gone.is_ready:
            sys.stderr.write("a worker has ended; its connections are lost, and another starts\n")
            self.workers.append(Worker(self._work))
        else:
            sys.stderr.write("a worker did not start again; the others go on without it\n")


def _head(scope: Scope) -> bytes:
    """Return the request that opened the connection of *scope*, as it is sent."""
    query = b"?" + scope["query_string"] if scope["query_string"] else b""
    lines = [b"GET %s%s HTTP/1.1" % (scope["raw_path"], query)]
    lines += [b"%s: %s" % (name, value) for name, value in scope["headers"]]
    return b"\r\n".join([*lines, b"", b""])
