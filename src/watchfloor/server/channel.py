"""A pair of sockets between two processes of one server, over which connections are handed."""

import asyncio
import os
from collections.abc import Callable
from socket import recv_fds, send_fds, socket
from struct import Struct
from typing import NamedTuple

_START = Struct("!II")
_AT_ONCE = 1 << 16
_MOST_CONNECTIONS = 64
"""Handed over in one look at the channel."""


class Handed(NamedTuple):
    """What came over a channel: a number, what was said of it, and perhaps a connection."""

    number: int
    said: bytes
    connection: socket | None


class Channel:
    """One end, which is looked at by the loop and never waits."""

    __slots__ = ("_connections", "_heard", "_loop", "_owed", "_socket", "_take")

    def __init__(self, end: socket) -> None:
        """Speak over *end*, which is closed with this."""
        end.settimeout(0.0)
        self._socket, self._loop = end, asyncio.get_running_loop()
        self._heard, self._owed = bytearray(), bytearray()
        self._connections: list[int] = []
        self._take: Callable[[Handed | None], None] | None = None

    def listen(self, take: Callable[[Handed | None], None]) -> None:
        """Call *take* for everything that comes, and with nothing when the other end is gone."""
        self._take = take
        self._loop.add_reader(self._socket, self._look)

    def hand(self, number: int, said: bytes, connection: int) -> bool:
        """Hand a *connection* over with its *number* and what was *said*; return whether it went.

        It does not while earlier words are still on their way, or if the other end is gone.
        """
        if self._owed or self._take is None:
            return False
        message = _START.pack(number, len(said)) + said
        try:
            sent = send_fds(self._socket, [message], [connection])
        except OSError:
            return False
        self._owe(message[sent:])
        return True

    def say(self, number: int) -> None:
        """Tell the other end a *number*, as soon as it listens."""
        if self._take is not None:
            self._owe(_START.pack(number, 0))

    def close(self) -> None:
        """Be done with it; nothing more is taken."""
        if self._take is not None:
            self._take = None
            self._loop.remove_reader(self._socket)
            self._loop.remove_writer(self._socket)
            for connection in self._connections:
                os.close(connection)
            self._socket.close()

    def _owe(self, message: bytes) -> None:
        self._owed += message
        self._pay()

    def _pay(self) -> None:
        """Send what is owed, as far as there is room for it."""
        try:
            while self._owed:
                del self._owed[: self._socket.send(self._owed)]
        except BlockingIOError:
            self._loop.add_writer(self._socket, self._pay)
            return
        except OSError:  # the other end is gone, which is heard where it is listened to
            self._owed.clear()
        self._loop.remove_writer(self._socket)

    def _look(self) -> None:
        """Take what has come."""
        try:
            data, connections, _, _ = recv_fds(self._socket, _AT_ONCE, _MOST_CONNECTIONS)
        except BlockingIOError:
            return
        except OSError:
            data, connections = b"", []
        self._heard += data
        self._connections += connections
        for handed in self._messages():
            if self._take is not None:
                self._take(handed)
        if not data and self._take is not None:
            take = self._take
            self.close()
            take(None)

    def _messages(self) -> list[Handed]:
        """Return what has come whole; words come with a connection, and numbers alone without."""
        found = list[Handed]()
        while len(self._heard) >= _START.size:
            number, length = _START.unpack_from(self._heard)
            end = _START.size + length
            if len(self._heard) < end:
                break
            said = bytes(self._heard[_START.size : end])
            del self._heard[:end]
            connection = socket(fileno=self._connections.pop(0)) if length else None
            found.append(Handed(number, said, connection))
        return found
