"""Whoever can sit in any seat of any game, from outside of it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from watchfloor.play.game import Game
from watchfloor.play.policy import Contender


@dataclass(frozen=True, slots=True)
class Guest:
    """A way to play that no game ships, since it waits for somebody."""

    name: str
    summary: str
    policy: Callable[[Game[Any]], Contender]
    """How it sits down at a game, whose moves it may have to explain."""


def seated_at(game: Game[Any], guests: Mapping[str, Guest]) -> dict[str, Contender]:
    """Return *guests* as the policies that they are at *game*."""
    return {name: guest.policy(game) for name, guest in guests.items()}
