"""How much a server takes, with defaults that suit one machine."""

import asyncio
from dataclasses import dataclass
from time import monotonic


@dataclass(frozen=True, slots=True)
class Limits:
    """What a server turns away."""

    sessions: int = 256
    """At the same time, of each kind: over HTTP, and over WebSocket for each game."""
    body_bytes: int = 1 << 20
    """Of one request, or of one message."""
    batch: int = 256
    """Requests in one message."""
    rate: int = 2_000
    """Messages of one connection, or requests of one address, in a second; 0 is no limit."""
    idle_seconds: float = 600.0
    """After which a session that nobody asks is closed."""
    head_seconds: float = 20.0
    """For the head of a request to arrive, and for a part of an answer to be taken."""
    body_seconds: float = 20.0
    """For a body to arrive."""
    connections: int = 2_048
    """At the same time, of all kinds, whether they have asked anything or not."""


class Bucket:
    """An allowance that fills with time: so many a second, and two seconds' worth at once."""

    __slots__ = ("_at", "_left", "_rate")

    def __init__(self, rate: int, now: float) -> None:
        """Begin full."""
        self._rate, self._left, self._at = float(rate), 2.0 * rate, now

    def take(self, now: float) -> float:
        """Take one, or return the seconds until there is one to take."""
        if not self._rate:
            return 0.0
        self._left = min(2.0 * self._rate, self._left + (now - self._at) * self._rate)
        self._at = now
        self._left -= 1.0
        if self._left >= 0.0:
            return 0.0
        early = -self._left / self._rate
        self._left += 1.0
        return early

    async def wait(self, now: float) -> None:
        """Take one as soon as there is one to take, from *now* on."""
        while early := self.take(now):  # time is what it waits for
            await asyncio.sleep(early)
            now = monotonic()
