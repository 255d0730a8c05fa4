"""Who can sit in a seat: an observation in, a reply out.

A policy is asked for one player per role and episode, which may remember what it has seen. An
insider is shown the hidden state as well; it marks what is possible and never stands for an agent.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeAlias

from watchfloor.play.action import Reply
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed

Player: TypeAlias = Callable[[Observation], Reply]
Informed: TypeAlias = Callable[[Observation, Any], Reply]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contender:
    """Whoever can hold a seat."""

    name: str
    summary: str
    is_lazy: bool = False
    """Whether it stands in the tables to show what not doing the job earns."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy(Contender):
    """A way to play, for one seat or for every seat of a team."""

    seat: Callable[[str, Seed], Player]
    """The player for a role, with draws of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Insider(Contender):
    """A way to play for those who know the truth."""

    seat: Callable[[str, Seed], Informed]
