"""The protocol of WebSocket that goes on listening while few messages wait for their answers.

That of uvicorn stops listening at every message until it is taken, which asks the system twice for
nothing where a client waits for each answer. Whoever sends many at once is still made to wait. What
a connection was opened with is forgotten once it is open, so that many of them cost little.

An application that need not wait to answer may say so. A message that finds it waiting is then
answered where it comes in, and takes no way through a queue, a future and two coroutines.
"""

import asyncio
from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from typing import Any, TypeAlias

from uvicorn._types import ASGIReceiveEvent
from uvicorn.protocols.websockets.websockets_sansio_impl import WebSocketsSansIOProtocol
from websockets.exceptions import InvalidState
from websockets.frames import Frame

Answer: TypeAlias = Callable[[str], bytes | None]
"""Returns what is said to a text, or nothing if the application is to hear of it as of any."""
Attend: TypeAlias = Callable[[Answer], None]
LENDING = "watchfloor.lending"
"""The extension that tells an application what a connection runs over, and beside which others."""
AT_ONCE = "watchfloor.at_once"
"""The extension that an application is given an `Attend` by, to be called with its answers."""
MOST_WAITING = 8
"""Messages of one client that wait while it is listened to."""


def attention(scope: MutableMapping[str, Any]) -> Attend | None:
    """Return what is to be called with answers on the connection of *scope*, if it takes any."""
    extensions: Mapping[str, Any] = scope.get("extensions") or {}
    return extensions.get(AT_ONCE)


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

    def is_awaited(self) -> bool:
        """Return whether somebody waits for what comes in next."""
        return not self._held and any(not taker.done() for taker in self._takers)

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
        self.queue = self._inbox = Inbox()  # type: ignore[assignment]  # it does all that is asked of a queue
        self._answer: Answer | None = None
        self._may_answer = False

    def handle_connect(self, event: Any) -> None:  # noqa: ANN401  # of another library
        """Tell the application what the connection runs over, and how it may answer at once."""
        super().handle_connect(event)
        if not self.handshake_complete:
            held: dict[object, object] = {
                "transport": self.transport,
                "connections": self.connections,
            }
            extensions = self.scope.setdefault("extensions", {})
            extensions[LENDING] = held
            extensions[AT_ONCE] = self.attend  # type: ignore[assignment]  # what it holds is for us to say

    def attend(self, answer: Answer) -> None:
        """Let *answer* speak wherever the application waits for a message."""
        self._answer = answer

    def data_received(self, data: bytes) -> None:
        """Take *data*; of what comes at once the first message alone is answered at once."""
        self._may_answer = self._answer is not None
        super().data_received(data)

    def handle_text(self, event: Frame) -> None:
        """Answer at once if nobody is kept waiting by it, or let the message wait."""
        if not (self._may_answer and event.fin and self._is_free()) or not self._answered(event):
            super().handle_text(event)

    def _is_free(self) -> bool:
        """Return whether the application waits, and the client takes what it is told."""
        return self._inbox.is_awaited() and self.writable.is_set() and not self.close_sent

    def _answered(self, event: Frame) -> bool:
        """Answer the message of *event*, if the application has something to say to it."""
        self._may_answer = False
        try:
            text = bytes(event.data).decode()
        except UnicodeDecodeError:
            return False
        said = self._answer(text) if self._answer is not None else None
        if said is None:
            return False
        with suppress(InvalidState):  # the client is about to leave
            self.conn.send_text(said)
            self.transport.write(b"".join(self.conn.data_to_send()))
        return True

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
