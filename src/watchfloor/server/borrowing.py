"""A process that goes on with connections of another: what a worker of the server does."""

import asyncio
import gc
import signal
from functools import partial
from socket import socket
from typing import NamedTuple

import uvicorn
from uvicorn.server import ServerState

from watchfloor.agents import games
from watchfloor.server import listening
from watchfloor.server.attentive import Attentive
from watchfloor.server.channel import Channel, Handed
from watchfloor.server.guard import App, Guard, Receive, Scope, Send
from watchfloor.server.lending import READY, Crew
from watchfloor.server.limits import Limits
from watchfloor.server.session import House
from watchfloor.server.sockets import halls, parted

_GRACE = 3.0
"""Seconds for connections to be closed in."""


class Terms(NamedTuple):
    """What a worker has to know."""

    games: tuple[str, ...]
    house: House
    limits: Limits
    token: str


def crew(size: int, terms: Terms) -> Crew:
    """Return *size* workers that play as *terms* say."""
    return Crew(size, partial(work, terms))


def work(terms: Terms, end: socket) -> None:
    """Play what comes over *end* as *terms* say, until the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    lines = halls({name: games.find(name) for name in terms.games}, terms.house, terms.limits)
    is_secret = terms.house.examination is not None
    app = Guard(
        parted(_nothing, lines),
        terms.limits,
        terms.token,
        is_examination=is_secret,
        careful=lines,
    )
    gc.collect()
    gc.freeze()
    asyncio.run(Borrower(app, terms.limits).work(end))


async def _nothing(_scope: Scope, _receive: Receive, send: Send) -> None:
    """Close the connection: nothing else than the games is lent."""
    await send({"type": "websocket.close"})


class Borrower:
    """Plays on connections that were handed over."""

    def __init__(self, app: App, limits: Limits) -> None:
        """Let *app* play, as *limits* allow."""
        self._app = app
        settings = listening.settings(limits)
        self._config = uvicorn.Config(self._played, interface="asgi3", **settings)
        self._config.load()
        self._state = ServerState()
        self._channel: Channel | None = None
        self._is_over: asyncio.Event = asyncio.Event()
        self._opening: set[asyncio.Task[None]] = set()

    async def work(self, end: socket) -> None:
        """Play what comes over *end* until the other side is gone, then close what is open."""
        self._channel = Channel(end)
        self._channel.listen(self._heard)
        self._channel.say(READY)
        await self._is_over.wait()
        for connection in list(self._state.connections):
            connection.shutdown()
        if self._state.tasks:
            await asyncio.wait(self._state.tasks, timeout=_GRACE)

    def _heard(self, handed: Handed | None) -> None:
        if handed is None:
            self._is_over.set()
        elif handed.connection is not None:
            opening = self._open(handed.number, handed.said, handed.connection)
            task = asyncio.get_running_loop().create_task(opening)
            self._opening.add(task)
            task.add_done_callback(self._opening.discard)

    async def _open(self, number: int, head: bytes, connection: socket) -> None:
        """Go on with a *connection* that was opened with *head*."""
        try:
            connection.settimeout(0.0)
            _, protocol = await asyncio.get_running_loop().connect_accepted_socket(
                partial(Attentive, self._config, self._state, {"number": number}), connection
            )
        except OSError:
            connection.close()
            self._end(number)
            return
        protocol.data_received(head)

    async def _played(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let the application play on one connection, and say when it is over."""
        try:
            await self._app(scope, receive, send)
        finally:
            self._end(scope["state"]["number"])

    def _end(self, number: int) -> None:
        if self._channel is not None:
            self._channel.say(number)
