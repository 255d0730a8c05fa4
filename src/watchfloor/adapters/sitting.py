"""One episode that a library drives: its seats wait for replies, the others play by themselves.

Every turn goes through `play.episode`, so that nobody moves out of turn or after the end. What an
agent says is read as what a model says in a seat of ours.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from watchfloor.adapters.arrangement import Arrangement
from watchfloor.agents import prompt, unwrapping
from watchfloor.agents.backend import Call, Message
from watchfloor.agents.prompt import Exchange
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, IllegalMove
from watchfloor.play.action import NoReply, Reply
from watchfloor.play.episode import Ask, episode
from watchfloor.play.observation import Observation
from watchfloor.play.reward import ONE
from watchfloor.play.seating import seated
from watchfloor.play.trajectory import Close, Trajectory, seal


class Ending(NamedTuple):
    """What an episode came to; nobody is shown it before the end."""

    trajectory: Trajectory

    @property
    def no_reply(self) -> str:
        """Why somebody could not be asked, or nothing; then nobody is scored."""
        return self.trajectory.end.no_reply

    def points(self, role: str) -> float:
        """Return what *role* earned in points; no number if nobody is scored.

        A seat that is not judged, because it had no part, earns nothing.
        """
        if self.no_reply:
            return float("nan")
        return sum(it.total for it in self.trajectory.end.rewards if it.role == role) / ONE

    @property
    def record(self) -> str:
        """The episode as a whole trajectory file, which can be replayed once it is saved."""
        lines = self.trajectory.records
        close = seal(Close(1), lines[-1].hash)
        return "".join(f"{canonical(line).decode()}\n" for line in (*lines, close))

    @property
    def summary(self) -> dict[str, Any]:
        """What there is to know of all seats, as plain values."""
        end = self.trajectory.end
        return {
            "no_reply": end.no_reply,
            "turns": end.turns,
            "hash": end.hash,
            "record": self.record,
        }

    def told(self, role: str) -> dict[str, Any]:
        """Return what there is to know of *role*, as plain values; nothing if it is not judged."""
        end = self.trajectory.end
        facts = [it for found in end.verdicts if found.role == role for it in found.facts]
        shares = [it for paid in end.rewards if paid.role == role for it in paid.shares]
        if not facts:
            return {}
        return {
            "points": self.points(role),
            "paid": {share.term: share.paid / ONE for share in shares},
            "facts": {fact.name: fact.value for fact in facts},
            "because": {fact.name: list(fact.because) for fact in facts if fact.because},
        }

    def info(self, role: str) -> dict[str, Any]:
        """Return all that there is to know, as *role* is to know it."""
        return {**self.summary, **self.told(role)}


class Sitting:
    """One episode, from its opening to its end."""

    def __init__(self, arrangement: Arrangement, seed: int) -> None:
        """Open the episode of *arrangement* that *seed* fixes, and play to the first turn."""
        table = arrangement.table(seed)
        self._game, self._roles = arrangement.game, arrangement.roles
        self._players = seated(self._game, table, arrangement.guests)
        self._running = episode(self._game, table)
        self._told: dict[str, list[Exchange]] = {role: [] for role in self._roles}
        self._ask: Ask[Any] | None = None
        self._ending: Ending | None = None
        self._advance(None)

    @property
    def role(self) -> str | None:
        """The seat whose turn it is; nobody after the end."""
        return self._ask.role if self._ask else None

    @property
    def ending(self) -> Ending | None:
        """What the episode came to; nothing before its end."""
        return self._ending

    @property
    def seen(self) -> Observation:
        """What the seat sees whose turn it is."""
        return self._waiting().observation

    def view(self, role: str) -> Observation:
        """Return what *role* sees now, where all of them move at once."""
        return self._game.observe(self._waiting().state, role)

    def messages(self) -> tuple[Message, ...]:
        """Return what a model is told whose turn it is."""
        ask = self._waiting()
        text = prompt.words(self._game, ask.role)
        return prompt.messages(text, ask.observation, self._told[ask.role])

    def say(self, content: object, calls: Iterable[Call] = ()) -> None:
        """Answer with *content*, words of a model, and with its tool *calls*."""
        if not isinstance(content, str):
            kind = type(content).__name__
            message = f"found a reply that is {kind}, expected text; give a move as JSON"
            raise BadInput(message)
        ask = self._waiting()
        said = unwrapping.reply(content, calls)
        self._told[ask.role].append(Exchange(ask.observation, said))
        self._advance(said)

    def leave(self, reason: str) -> None:
        """End the episode unscored, because whoever is to move could not be asked."""
        self._waiting()
        self._advance(NoReply(reason))

    def _waiting(self) -> Ask[Any]:
        if self._ask is None:
            end = self._ending.trajectory.end if self._ending else None
            what = f"is over after turn {end.turns}" if end else "broke off"
            message = f"the episode {what} and takes no reply; begin another one"
            raise IllegalMove(message)
        return self._ask

    def _advance(self, reply: Reply | None) -> None:
        """Send *reply* and play on until one of our seats is asked, or to the end."""
        self._ask = None
        while True:
            try:
                ask = next(self._running) if reply is None else self._running.send(reply)
            except StopIteration as stop:
                self._ending = Ending(stop.value.trajectory)
                return
            if ask.role in self._roles:
                self._ask = ask
                return
            reply = self._players[ask.role](ask)
