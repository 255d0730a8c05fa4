"""One way to be paid without doing the job, and how to see that it does not pay."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from watchfloor.audit.finding import Finding
from watchfloor.audit.trial import Trial

Probe: TypeAlias = Callable[[Trial], Iterable[Finding]]


@dataclass(frozen=True, slots=True)
class Exploit:
    """A policy that does not do the job, and beside whom it is to look poor."""

    policy: str
    mode: str = ""
    """The first of the game if none is named."""
    role: str = ""
    """Whose reward it is about; the one that the scenarios measure if none is named."""
    against: str = ""
    """Who holds the other seats; the policy itself if nobody is named."""
    not_above: str = ""
    """A policy that does nothing, which it must not earn more than either."""


@dataclass(frozen=True, slots=True)
class Threat:
    """An entry of the catalogue of ways to earn for nothing."""

    name: str
    """Its number in the catalogue and a few words, such as `a03_free_citation`."""
    summary: str
    """How one would be paid for nothing."""
    answer: str
    """Why it does not pay here, in a line."""
    games: tuple[str, ...]
    """The games it concerns; every game if none is named."""
    exploits: tuple[Exploit, ...] = ()
    """Policies that try it; each stays below a share of what the heuristic earns over random."""
    probe: Probe | None = None
    """What measures it where no policy can, by what is shown or by how things are made."""
    prices: bool = False
    """Whether what the probe finds depends on the prices of the recipe."""

    @property
    def id(self) -> str:
        """Its number in the catalogue, such as `A3`."""
        letter, digits = self.name[0], self.name.partition("_")[0][1:]
        return f"{letter.upper()}{int(digits)}"
