"""What a report shows beside its tables: one picture of one place, for those who played there."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from watchfloor.evaluation.drawing import Tone
from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.markup import Markup
from watchfloor.evaluation.result import Result


class Player(NamedTuple):
    """What one policy came to in a place, but for the episodes in which nobody replied."""

    name: str
    tone: Tone
    roles: tuple[str, ...]
    """The seats that it was tried in."""
    results: Sequence[Result]
    worth: Interval | None
    """What it earned on average, in points."""


class Place(NamedTuple):
    """A game in one scenario and mode, with everyone who played there."""

    game: str
    name: str
    players: tuple[Player, ...]

    @property
    def shown(self) -> tuple[Player, ...]:
        """Return those beside whom the others are read: of the lazy ones, the best alone."""
        lazy = [it for it in self.players if it.tone == "lazy" and it.worth is not None]
        best = max(lazy, key=lambda it: it.worth.mean if it.worth else 0.0, default=None)
        return tuple(it for it in self.players if it.tone != "lazy" or it is best)


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A way to look at a place."""

    name: str
    place: int
    """Where it stands among the others."""
    title: str
    summary: str
    """How it is read, in a sentence or two."""
    draw: Callable[[Place], Markup | None]
    """Nothing if there is nothing to be seen of it there."""
