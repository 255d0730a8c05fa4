"""One moment of an episode, and everything that says something about it to whoever plays."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from watchfloor.play.game import Game, Setting


@dataclass(frozen=True, slots=True)
class Moment:
    """A state, the reply that is given in it, and whoever gives it."""

    game: Game[Any]
    setting: Setting
    state: Any
    role: str
    """Who is to move."""
    reply: str


@dataclass(frozen=True, slots=True)
class Surface:
    """A way by which something comes back to a player before the end."""

    name: str
    summary: str
    says: Callable[[Moment], Iterable[str]]
    """Everything it says at a moment, in an order that depends on nothing else."""
    is_steady: bool = True
    """Whether it takes the same steps, whatever is true; not where a world is moved on."""


@dataclass(frozen=True, slots=True)
class Disguise:
    """How the hidden part of a state of one game can be another, and all that is shown the same."""

    name: str
    """The game."""
    summary: str
    others: Callable[[Any], Iterable[Any]]
    """States that differ from one in what no player may know, and in nothing else."""
    label: Callable[[Any], str]
    """What a player is to find out, of the first state of an episode."""
