"""Looks through a family of ways to play for one that pays: by chance, and by changing the best.

Every round is played on seeds of its own, so that what only was lucky is told in the next.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean
from typing import Generic, NamedTuple, TypeVar

from watchfloor.audit.search import Budget
from watchfloor.seeds import Stream

Way = TypeVar("Way")

TRAINING = 1000
"""The first of the seeds on which searches search."""
ROUND = 6
"""Seeds on which the better ones of a round are told apart."""
VALIDATION = 5000
"""The first of the seeds on which the finalists are."""
LONG = 40
"""Seeds for that; fewer if less was played before."""
FINALISTS = 6


class Size(NamedTuple):
    """How many take part in a round."""

    drawn: int
    bred: int
    """Those that come of the best of the rounds before."""
    kept: int
    """Those that are left of both after one seed."""
    beam: int
    """Those of all rounds that are kept."""


@dataclass(frozen=True, slots=True)
class Family(Generic[Way]):
    """Ways to play that are told apart by their numbers; equal ones are one."""

    drawn: Callable[[Stream], Way]
    bred: Callable[[Sequence[Way], Stream], Way]
    """Another one, from the best so far."""
    worth: Callable[[Way, int], float]
    """What one earns on a seed."""
    size: Size


class Best(NamedTuple, Generic[Way]):
    """What a search came to."""

    way: Way
    tried: int


def best(family: Family[Way], budget: Budget, draw: Stream) -> Best[Way]:
    """Return the best of *family* that is found within *budget*."""
    size, may_begin = family.size, budget.clock()
    beam: dict[Way, list[float]] = {}
    tried = number = 0
    while may_begin(number):
        parents = list(beam)
        bred = (family.bred(parents, draw) for _ in range(size.bred if parents else 0))
        fresh = [*(family.drawn(draw) for _ in range(size.drawn)), *bred]
        new = [way for way in dict.fromkeys(fresh) if way not in beam]
        tried += len(new)
        first = TRAINING + number * (ROUND + 1)
        kept = _first(_played(family, new, [first], {}), size.kept)
        seeds = range(first + 1, first + 1 + ROUND)
        beam = _first(_played(family, [*beam, *kept], seeds, beam), size.beam)
        number += 1
    seeds = range(VALIDATION, VALIDATION + min(LONG, number * ROUND))
    finals = _played(family, list(beam)[:FINALISTS], seeds, beam)
    return Best(next(iter(_first(finals, 1))), tried)


def _played(
    family: Family[Way],
    ways: Iterable[Way],
    seeds: Sequence[int],
    known: Mapping[Way, list[float]],
) -> dict[Way, list[float]]:
    """Return what each of *ways* earned on *seeds*, beside what is *known* of it."""
    return {
        way: [*known.get(way, ()), *(family.worth(way, seed) for seed in seeds)] for way in ways
    }


def _first(played: Mapping[Way, list[float]], count: int) -> dict[Way, list[float]]:
    """Return the *count* best of *played*, the best first."""
    order = sorted(played, key=lambda way: mean(played[way]), reverse=True)
    return {way: played[way] for way in order[:count]}
