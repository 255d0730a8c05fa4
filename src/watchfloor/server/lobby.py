"""The sessions of clients that name theirs in every request, and when they are closed."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_urlsafe
from time import monotonic
from typing import Any

from watchfloor.catalog import named
from watchfloor.errors import Busy, NoSession
from watchfloor.play.game import Game
from watchfloor.server.limits import Limits
from watchfloor.server.session import House, Session

LONGEST_ID = 64


@dataclass(slots=True)
class _Kept:
    """A session, and when it was asked last."""

    session: Session
    asked: float


class Lobby:
    """Every session by its name, which nobody can guess."""

    def __init__(
        self,
        games: Mapping[str, Game[Any]],
        house: House,
        limits: Limits,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """Keep sessions of *games* as *house* and *limits* allow."""
        self.games, self.house, self.limits = games, house, limits
        self._clock = clock
        self._kept: dict[str, _Kept] = {}

    def __len__(self) -> int:
        """Return how many sessions there are."""
        return len(self._kept)

    def __contains__(self, name: str) -> bool:
        """Return whether the session called *name* is still kept."""
        return name in self._kept

    def open(self, game: str) -> tuple[str, Session]:
        """Return a new session of the game called *game*, with its name."""
        found = named("game", game, self.games)
        self._sweep()
        if len(self._kept) >= self.limits.sessions:
            message = (
                f"all {self.limits.sessions} sessions are taken; "
                "close one, or come back when one has been idle for long"
            )
            raise Busy(message)
        name = token_urlsafe(18)
        session = Session(found, self.house)
        self._kept[name] = _Kept(session, self._clock())
        return name, session

    def find(self, name: str) -> Session:
        """Return the session called *name*, which is asked now."""
        kept = self._kept.get(name[:LONGEST_ID])
        now = self._clock()
        if kept is None or now - kept.asked > self.limits.idle_seconds:
            self._kept.pop(name[:LONGEST_ID], None)
            message = "there is no such session, or it was idle for too long; reset for another"
            raise NoSession(message)
        kept.asked = now
        return kept.session

    def close(self, name: str) -> None:
        """Forget the session called *name*."""
        self.find(name)
        del self._kept[name]

    def _sweep(self) -> None:
        """Forget what nobody has asked for long."""
        early = self._clock() - self.limits.idle_seconds
        for name in [name for name, kept in self._kept.items() if kept.asked < early]:
            del self._kept[name]
