"""The protocol of HTTP that hangs up on whoever takes too long to go on.

That of uvicorn waits as long as the client likes for the head of a request, and for a client to
take its answer. How long a body may take is for the guard to say.
"""

import asyncio
from typing import ClassVar

import h11
from uvicorn.protocols.http.h11_impl import H11Protocol


class Punctual(H11Protocol):
    """A connection on which each request begins, and each answer is taken, in time."""

    seconds: ClassVar[float] = 20.0
    _due: asyncio.TimerHandle | None = None

    def connection_made(self, transport: asyncio.Transport) -> None:  # type: ignore[override]  # as uvicorn has it
        """Wait for the first request."""
        super().connection_made(transport)
        self._wait()

    def data_received(self, data: bytes) -> None:
        """Wait for the rest of a head that has begun, or for nothing."""
        super().data_received(data)
        if self.conn.their_state is not h11.IDLE or not self.conn.trailing_data[0]:
            self._stop_waiting()
        elif self._due is None:
            self._wait()

    def pause_writing(self) -> None:
        """Wait for the client to take what it was told."""
        super().pause_writing()
        self._stop_waiting()
        self._wait()

    def resume_writing(self) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        """Wait no longer."""
        self._stop_waiting()
        super().connection_lost(exc)

    def _wait(self) -> None:
        self._due = self.loop.call_later(self.seconds, self.transport.abort)

    def _stop_waiting(self) -> None:
        if self._due is not None:
            self._due.cancel()
            self._due = None


def punctual(seconds: float) -> type[Punctual]:
    """Return the protocol that waits *seconds*."""
    return type("Punctual", (Punctual,), {"seconds": seconds})
