"""Worlds drawn again: sums over them, lists of them, and pairs of them with their sides swapped.

A world is one draw, whatever was played on it. Worlds of one stratum are drawn for each other only,
since a suite fixes how many there are of each scenario.
"""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import compress
from operator import itemgetter
from typing import Any, TypeAlias, TypeVar

from watchfloor.evaluation.intervals import RESAMPLES, resamples
from watchfloor.seeds import Seed

FLIPS = 2000
"""How often the sides of pairs are swapped at random."""
TURN = 37
"""By how many draws those of one stratum are ahead of the stratum before, so that two of one size
are not drawn alike."""

T = TypeVar("T")
Row: TypeAlias = Sequence[float]
"""The numbers of one world, to be added to those of others."""
Value: TypeAlias = Callable[[Row], float | None]
"""What the sums of rows come to, or nothing where it is not defined."""
Picks: TypeAlias = Callable[[Sequence[Any]], Sequence[Any]]
"""What picks the worlds of one draw."""


@lru_cache(maxsize=32)
def _pickers(count: int) -> tuple[Picks, ...]:
    """Return what picks the worlds of each draw, out of *count*."""
    places = list(range(count))
    return tuple(_picker([places[place] for place in drawn]) for drawn in resamples(count))


def _picker(drawn: Sequence[int]) -> Picks:
    if len(drawn) > 1:
        return itemgetter(*drawn)
    return lambda worlds: worlds


class Rows:
    """Rows that are added up many times."""

    def __init__(self, rows: Sequence[Row]) -> None:
        """Take whole numbers as one long number for each row, which is added up in one go."""
        self._count = len(rows)
        columns = list(zip(*rows, strict=True))
        self._least = [min(column) for column in columns]
        self._is_whole = all(isinstance(it, int) for column in columns for it in column)
        if self._is_whole:
            most = max((max(column) - min(column) for column in columns), default=0)
            self._width = (int(most) * self._count).bit_length() + 1
            self._packed = [self._pack(row) for row in rows]
        self._columns = columns

    def _pack(self, row: Row) -> int:
        packed = 0
        for number, least in zip(reversed(row), reversed(self._least), strict=True):
            packed = packed << self._width | int(number - least)
        return packed

    def _unpack(self, packed: int, count: int) -> list[float]:
        mask, sums = (1 << self._width) - 1, list[float]()
        for least in self._least:
            sums.append((packed & mask) + count * least)
            packed >>= self._width
        return sums

    def total(self) -> list[float]:
        """Return the sums over all rows."""
        return [sum(column) for column in self._columns]

    def chosen(self, places: Sequence[int]) -> list[float]:
        """Return the sums over the rows that *places*, a 0 or a 1 for each, chooses."""
        if self._is_whole:
            return self._unpack(sum(compress(self._packed, places)), sum(places))
        return [sum(compress(column, places)) for column in self._columns]

    def drawn(self, number: int) -> list[float]:
        """Return the sums over the rows of draw *number*."""
        pick = _pickers(self._count)[number % RESAMPLES]
        if self._is_whole:
            return self._unpack(sum(pick(self._packed)), self._count)
        return [sum(pick(column)) for column in self._columns]


def of_sums(strata: Sequence[Sequence[Row]], value: Value) -> list[float]:
    """Return *value* of the sums over all worlds of *strata*, draw by draw, where it is defined."""
    held = [Rows(rows) for rows in strata]
    found: list[float] = []
    for number in range(RESAMPLES):
        sums = [rows.drawn(number + TURN * place) for place, rows in enumerate(held)]
        one = value(sums[0] if len(sums) == 1 else added(sums))
        if one is not None:
            found.append(one)
    return found


def added(rows: Sequence[Row]) -> list[float]:
    """Return the sums of *rows*, column by column."""
    return [sum(column) for column in zip(*rows, strict=True)]


def of_quotients(strata: Sequence[Sequence[Row]]) -> list[tuple[float, float]]:
    """Return the quotient of the two sums of each draw with its standard error, if it has one.

    The first is that of all worlds as they are.
    """
    held = [Rows([_squared(row) for row in rows]) for rows in strata]
    found = [_with_error([rows.total() for rows in held], strata)]
    for number in range(RESAMPLES):
        sums = [rows.drawn(number + TURN * place) for place, rows in enumerate(held)]
        found.append(_with_error(sums, strata))
    return [it for it in found if it is not None]


def _squared(row: Row) -> Row:
    above, below = row
    return (above, below, above * above, above * below, below * below)


def _with_error(sums: Sequence[Row], strata: Sequence[Sequence[Row]]) -> tuple[float, float] | None:
    """Return the quotient of the first two of *sums* with its standard error, to first order."""
    above, below = sum(it[0] for it in sums), sum(it[1] for it in sums)
    if not below:
        return None
    whole, spread = above / below, 0.0
    for (up, down, up_up, up_down, down_down), rows in zip(sums, strata, strict=True):
        count, off = len(rows), up - whole * down
        squares = up_up - 2 * whole * up_down + whole**2 * down_down - off**2 / count
        spread += max(0.0, squares) * count / (count - 1) if count > 1 else 0.0
    return whole, spread**0.5 / below


def of_each(strata: Sequence[Sequence[Row]], value: Value) -> list[float]:
    """Return the mean over *strata* of *value* of each, draw by draw, where all have one."""
    held = [Rows(rows) for rows in strata]
    found: list[float] = []
    for number in range(RESAMPLES):
        values = [value(rows.drawn(number + TURN * place)) for place, rows in enumerate(held)]
        there = [it for it in values if it is not None]
        if len(there) == len(values):
            found.append(sum(there) / len(there))
    return found


def of_lists(
    strata: Sequence[Sequence[T]], value: Callable[[Sequence[T]], float | None], draws: int
) -> list[float]:
    """Return *value* of all worlds of *strata*, in the first *draws*, where it is defined."""
    found: list[float] = []
    for number in range(draws):
        drawn: list[T] = []
        for place, worlds in enumerate(strata):
            pick = _pickers(len(worlds))[(number + TURN * place) % RESAMPLES]
            drawn.extend(pick(worlds))
        one = value(drawn)
        if one is not None:
            found.append(one)
    return found


def jackknifed(strata: Sequence[Sequence[Row]], value: Value) -> float | None:
    """Return the variance of *value*, from what it comes to without each world in turn.

    Nothing is returned where it is not defined without one of them.
    """
    total = added([row for rows in strata for row in rows])
    variance = 0.0
    for rows in strata:
        left = [value([whole - own for whole, own in zip(total, row, strict=True)]) for row in rows]
        there = [it for it in left if it is not None]
        if len(there) < len(rows):
            return None
        centre = sum(there) / len(there)
        spread = sum((it - centre) ** 2 for it in there)
        variance += spread * (len(rows) - 1) / len(rows)
    return variance


@lru_cache(maxsize=16)
def flips(count: int) -> tuple[tuple[int, ...], ...]:
    """Return, `FLIPS` times, which of *count* pairs are swapped."""
    draw = Seed.of("flips", count).stream()
    return tuple(tuple(draw.smalls(2, count)) for _ in range(FLIPS))


def swapped(rows: Sequence[Row], value: Value, turn: int = 0) -> list[float]:
    """Return *value* of the sums of those of *rows* that are swapped, swap by swap.

    Those of stratum *turn* are ahead of the first, as with draws.
    """
    held, chosen = Rows(rows), flips(len(rows))
    first = TURN * turn % FLIPS
    found = (value(held.chosen(places)) for places in (*chosen[first:], *chosen[:first]))
    return [it for it in found if it is not None]
