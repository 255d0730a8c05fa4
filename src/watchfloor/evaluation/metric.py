"""A number about a policy: what it is, what goes wrong with it elsewhere, and how it is computed.

A metric reads results and nothing else. It is a count of something, a function of such counts or of
sums over worlds, the same beside other policies on the same worlds, or any function of the results;
what is simpler is also faster, and has a better interval.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from watchfloor.evaluation.redraws import Row, Value
from watchfloor.evaluation.result import Result

Results: TypeAlias = Sequence[Result]
Better: TypeAlias = Literal["more", "less", "neither"]
Part: TypeAlias = Literal["score", "restraint", "calibration", "triage", "incidents", "conduct"]
"""The part of the page that tells of it."""
Unit: TypeAlias = Literal[
    "share", "points", "minutes", "turns", "count", "dollars", "tokens", "level"
]

FEWEST = 20
"""Worlds; intervals that are drawn of fewer hold too few truths."""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, which Wilson's interval is for."""

    count: Callable[[Result], tuple[int, int] | None]
    """Of one result: of how many it holds, and of how many that is asked; or not asked at all."""


@dataclass(frozen=True, slots=True)
class Rates:
    """A function of several shares, up or down with each.

    A share that nobody has missed yet may still be another, and what hangs on it with it; so its
    interval is made of theirs.
    """

    counts: Callable[[Result], Row | None]
    """Of one result, for each share in turn: of how many it holds, and of how many it is asked."""
    value: Value
    """What shares come to."""

    def of_sums(self, sums: Row) -> float | None:
        """Return what *sums* of the counts come to."""
        pairs = list(zip(sums[::2], sums[1::2], strict=True))
        if not all(asked for _, asked in pairs):
            return None
        return self.value([hits / asked for hits, asked in pairs])


@dataclass(frozen=True, slots=True)
class Sums:
    """A function of sums of numbers that each world has."""

    parts: Callable[[Results], Row | None]
    """The numbers of the results of one world, or nothing if it has no part in it."""
    value: Value


@dataclass(frozen=True, slots=True)
class Beside:
    """A function of such sums that needs others on the same worlds; one for each scenario."""

    needs: tuple[str, ...]
    """Whom, by the names that `scored` is given."""
    parts: Callable[[Results, Mapping[str, Results]], Row | None]
    value: Value


@dataclass(frozen=True, slots=True)
class Whole:
    """Any function of the results, where no sums will do."""

    value: Callable[[Results], float | None]


How: TypeAlias = Share | Rates | Sums | Beside | Whole


@dataclass(frozen=True, slots=True, kw_only=True)
class Metric:
    """One number about a policy."""

    name: str
    summary: str
    """Its definition, in one sentence."""
    trap: str
    """What the definition hides or rewards, and what is done about it."""
    part: Part
    unit: Unit
    better: Better
    how: How
    game: str = ""
    """The only game that has it, if one has."""
    least: float = float("-inf")
    most: float = float("inf")
    """Between which it lies."""
    fewest: int | None = FEWEST
    """Worlds, of which an interval is told at the least; none if it never is. So many of so many
    have one of any number."""

    @property
    def is_cost(self) -> bool:
        """Return whether it adds up what is never below nothing and has no end above."""
        is_mean = isinstance(self.how, Sums) and self.how.value is quotient
        return is_mean and (self.least, self.most) == (0.0, float("inf"))


def each(parts: Callable[[Result], Row | None]) -> Callable[[Results], Row | None]:
    """Return the sums, over the results of a world, of the *parts* of each that has some."""

    def together(results: Results) -> Row | None:
        rows = [row for row in map(parts, results) if row is not None]
        return [sum(column) for column in zip(*rows, strict=True)] if rows else None

    return together


def quotient(sums: Row) -> float | None:
    """Return the first of *sums* over the second, if there is anything to divide by.

    >>> quotient((1, 4)), quotient((0, 0))
    (0.25, None)
    """
    return sums[0] / sums[1] if sums[1] else None


def mean_of(number: Callable[[Result], float | None]) -> Sums:
    """Return the mean of *number* over the results that have it."""

    def parts(result: Result) -> Row | None:
        found = number(result)
        return None if found is None else (found, 1)

    return Sums(each(parts), quotient)


def share_of(holds: Callable[[Result], bool | None]) -> Share:
    """Return the share of the results of which something *holds*, of those that are asked."""

    def count(result: Result) -> tuple[int, int] | None:
        found = holds(result)
        return None if found is None else (int(found), 1)

    return Share(count)


def ratio_of(parts: Callable[[Result], Row | None]) -> Sums:
    """Return the first of two *parts* over the second, each added up over all results."""
    return Sums(each(parts), quotient)
