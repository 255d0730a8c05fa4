"""One episode that is driven from outside: its outer seats wait for replies, the others play.

Every turn goes through `play.episode`, so that nobody moves out of turn or after the end.
"""

from collections.abc import Collection, Mapping
from typing import Any

from watchfloor.errors import IllegalMove
from watchfloor.play.action import NoReply, Reply
from watchfloor.play.episode import Ask, Finished, Table, episode
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender, Policy
from watchfloor.play.seating import NOBODY, seated
from watchfloor.play.trajectory import Turn


def outsider(name: str) -> Policy:
    """Return what a table and its record call *name*, who plays from outside and is never asked."""
    away = NoReply(f"{name} is played from outside")
    return Policy(
        name=name, summary="Played from outside.", seat=lambda _role, _draws: lambda _seen: away
    )


class Sitting:
    """One episode, from its opening to its end."""

    __slots__ = ("_ask", "_finished", "_last", "_players", "_running", "roles")

    def __init__(
        self,
        game: Game[Any],
        table: Table,
        roles: Collection[str],
        guests: Mapping[str, Contender] = NOBODY,
        first: object = None,
        *,
        is_sealed: bool = True,
    ) -> None:
        """Open the episode of *game* at *table* and play to the first turn of one of *roles*.

        Whoever has grown the *first* state already may give it; a record that is hardly ever read
        need not be sealed (`play.episode.sealed`).
        """
        self.roles = roles
        players = seated(game, table, guests)
        self._players = {role: it for role, it in players.items() if role not in roles}
        self._running = episode(game, table, first, is_sealed=is_sealed)
        self._ask: Ask[Any] | None = None
        self._finished: Finished[Any] | None = None
        self._last: Turn | None = None
        self._advance(None)

    @property
    def role(self) -> str | None:
        """The seat whose turn it is; nobody after the end."""
        return self._ask.role if self._ask else None

    @property
    def finished(self) -> Finished[Any] | None:
        """The episode with its last state; nothing before its end."""
        return self._finished

    @property
    def last(self) -> Turn | None:
        """What became of the last reply from outside; nothing before the first."""
        return self._last

    @property
    def ask(self) -> Ask[Any]:
        """What the seat is asked whose turn it is."""
        if self._ask is None:
            end = self._finished.trajectory.end if self._finished else None
            what = f"is over after turn {end.turns}" if end else "broke off"
            message = f"the episode {what} and takes no reply; begin another one"
            raise IllegalMove(message)
        return self._ask

    def answer(self, reply: Reply) -> None:
        """Give *reply* in the seat whose turn it is, and play to the next turn of an outer one."""
        _ = self.ask
        self._advance(reply)

    def _advance(self, reply: Reply | None) -> None:
        self._ask = None
        try:
            ask = next(self._running) if reply is None else self._running.send(reply)
            if isinstance(ask.recorded, Turn):
                self._last = ask.recorded
            while ask.role not in self.roles:
                ask = self._running.send(self._players[ask.role](ask))
        except StopIteration as stop:
            self._end(stop.value)
        else:
            self._ask = ask

    def _end(self, finished: Finished[Any]) -> None:
        turns = finished.trajectory.turns
        self._finished = finished
        self._last = next((it for it in reversed(turns) if it.role in self.roles), None)
