"""One episode that a library drives in words: a sitting whose seats are told and answered by them.

What an agent says is read as what a model says in a seat of ours.
"""

from collections.abc import Iterable
from typing import Any, NamedTuple

from watchfloor.adapters.arrangement import Arrangement
from watchfloor.agents import prompt, unwrapping
from watchfloor.agents.backend import Call, Message
from watchfloor.agents.prompt import Exchange
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.play.action import NoReply
from watchfloor.play.observation import Observation
from watchfloor.play.reward import ONE
from watchfloor.play.sitting import Sitting
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


class Dialogue:
    """One episode, from its opening to its end."""

    def __init__(self, arrangement: Arrangement, seed: int) -> None:
        """Open the episode of *arrangement* that *seed* fixes, and play to the first turn."""
        self._game = arrangement.game
        table, guests = arrangement.table(seed), arrangement.guests
        self._told: dict[str, list[Exchange]] = {role: [] for role in arrangement.roles}
        self._sitting = Sitting(self._game, table, arrangement.roles, guests)

    @property
    def role(self) -> str | None:
        """The seat whose turn it is; nobody after the end."""
        return self._sitting.role

    @property
    def ending(self) -> Ending | None:
        """What the episode came to; nothing before its end."""
        finished = self._sitting.finished
        return Ending(finished.trajectory) if finished else None

    @property
    def seen(self) -> Observation:
        """What the seat sees whose turn it is."""
        return self._sitting.ask.observation

    def view(self, role: str) -> Observation:
        """Return what *role* sees now, where all of them move at once."""
        return self._game.observe(self._sitting.ask.state, role)

    def messages(self) -> tuple[Message, ...]:
        """Return what a model is told whose turn it is."""
        ask = self._sitting.ask
        text = prompt.words(self._game, ask.role)
        return prompt.messages(text, ask.observation, self._told[ask.role])

    def say(self, content: object, calls: Iterable[Call] = ()) -> None:
        """Answer with *content*, words of a model, and with its tool *calls*."""
        if not isinstance(content, str):
            kind = type(content).__name__
            message = f"found a reply that is {kind}, expected text; give a move as JSON"
            raise BadInput(message)
        ask = self._sitting.ask
        said = unwrapping.reply(content, calls)
        self._told[ask.role].append(Exchange(ask.observation, said))
        self._sitting.answer(said)

    def leave(self, reason: str) -> None:
        """End the episode unscored, because whoever is to move could not be asked."""
        self._sitting.answer(NoReply(reason))
