"""One way to look by machine for what nobody thought of, and how long it may take."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from time import monotonic
from typing import NamedTuple, TypeAlias

from watchfloor.audit.finding import Finding
from watchfloor.audit.trial import Trial


class Budget(NamedTuple):
    """How much is tried before the best is judged, whichever is used up first."""

    rounds: int
    seconds: float = 0.0
    """0 for as long as it takes; what is found within a time depends on the machine."""

    def clock(self) -> Callable[[int], bool]:
        """Return what says whether the round of that number may begin; the first always may."""
        began = monotonic()

        def may_begin(number: int) -> bool:
            is_late = self.seconds > 0 and monotonic() - began > self.seconds
            return number == 0 or (number < self.rounds and not is_late)

        return may_begin


FULL = Budget(rounds=15)
"""Enough for more than ten thousand scripts."""

Looking: TypeAlias = Callable[[Trial, str, Budget], Iterable[Finding]]
"""What a search finds in a scenario."""


@dataclass(frozen=True, slots=True)
class Search:
    """A family of ways to play that is searched for one that pays."""

    name: str
    summary: str
    games: tuple[str, ...]
    look: Looking
