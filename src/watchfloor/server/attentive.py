"""The protocol of WebSocket that goes on listening while few messages wait for their answers.

That of uvicorn stops listening at every message until it is taken, which asks the system twice for
nothing where a client waits for each answer. Whoever sends many at once is still made to wait. What
a connection was opened with is forgotten once it is open, so that many of them cost little.
"""

import asyncio
from typing import Any

from uvicorn._types import ASGIReceiveEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol

LENDING = "watchfloor.lending"
"""The extension that tells an application what a connection runs over, and beside which others."""
MOST_WAITING = 8
"""Messages of one client that wait while it is listened to."""


class Inbox:
    """What has come in and was not taken yet; a queue of the standard library is ten times it."""

    __slots__ = ("_held", "_takers")

    def __init__(self) -> None:
        self._held: list[ASGIReceiveEvent] = []
        self._takers: list[asyncio.Future[None]] = []

    def qsize(self) -> int:
        """Return how much there is."""
        return len(self._held)

    def empty(self) -> bool:
        """Return whether there is nothing."""
        return not self._held

    def put_nowait(self, message: ASGIReceiveEvent) -> None:
        """Put *message* behind the others."""
        self._held.append(message)
        while self._takers:
            taker = self._takers.pop(0)
            if not taker.done():
                taker.set_result(None)
                return

    async def get(self) -> ASGIReceiveEvent:
        """Take what came first, as soon as there is something."""
        while not self._held:
            taker = asyncio.get_running_loop().create_future()
            self._takers.append(taker)
            await taker
        return self._held.pop(0)


class Attentive(WebSocketsSansIOProtocol):
    """A connection that is listened to until `MOST_WAITING` messages wait."""

    def __init__(self, *settings: Any, **named: Any) -> None:  # noqa: ANN401  # of uvicorn
        """Wait for a client."""
        super().__init__(*settings, **named)
        self.queue = Inbox()  # type: ignore[assignment]  # it does all that is asked of a queue

    def handle_connect(self, event: Any) -> None:  # noqa: ANN401  # of another library
        """Tell the application what the connection runs over, so that it can be lent."""
        super().handle_connect(event)
        if not self.handshake_complete:
            held: dict[object, object] = {
                "transport": self.transport,
                "connections": self.connections,
            }
            self.scope.setdefault("extensions", {})[LENDING] = held

    def start_keepalive(self) -> None:
        """Look after a connection that is open now."""
        super().start_keepalive()
        del self.request, self.response

    def send_receive_event_to_app(self) -> None:
        """Let the message wait that has come in."""
        was_paused = self.read_paused
        may_go_on = not was_paused and self.queue.qsize() < MOST_WAITING
        self.read_paused = was_paused or may_go_on
        super().send_receive_event_to_app()
        if may_go_on:
            self.read_paused = False
