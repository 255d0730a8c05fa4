"""A named, seeded recipe for an incident."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from watchfloor.seeds import Seed

Grown = TypeVar("Grown")


@dataclass(frozen=True, slots=True)
class Scenario(Generic[Grown]):
    """A kind of situation a game can open with, and what its scores must look like to be sound."""

    name: str
    summary: str
    build: Callable[[Seed], Grown]
    oracle_at_least: int
    """What the policy that knows the truth earns at the least, in millionths."""
    random_at_most: int
    """What random play earns on average at the most, in millionths."""
    measured: tuple[str, ...] = ()
    """The roles that these bounds speak of; all of them if none is named."""
    is_apart: bool = False
    """Whether it is a subset that is reported apart; an audit of the game plays the others."""
