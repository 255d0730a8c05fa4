"""Two policies on the same worlds: by how much a metric differs, and whether by chance."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec

from watchfloor.evaluation import redraws
from watchfloor.evaluation.intervals import Interval, endless, plain, share, stretched
from watchfloor.evaluation.metric import (
    Beside,
    Metric,
    Rates,
    Results,
    Share,
    Sums,
    Whole,
    quotient,
)
from watchfloor.evaluation.redraws import Row, Value
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.scoring import (
    DRAWS_OF_LISTS,
    Parts,
    Strata,
    flat,
    gathered,
    is_enough,
    is_share,
    parts_beside,
    parts_of,
    size_of,
    world_of,
)

_ROUNDING = 1e-12
"""How much a number may be off by the order in which it was added up."""


class Comparison(msgspec.Struct, frozen=True):
    """What a metric came to for one policy more than for another, on the same worlds."""

    metric: str
    difference: Interval | None
    """Nothing where it is not defined for both."""
    chance: float | None
    """How often so large a difference comes up when it is left to luck whose result is whose."""
    worlds: int

    @property
    def is_clear(self) -> bool:
        """Return whether the interval leaves out that there is no difference."""
        found = self.difference
        return found is not None and not found.low <= 0.0 <= found.high


Pair = tuple[Results, Results]
"""What each of two policies came to in one world."""


def compared(
    one: Iterable[Result],
    other: Iterable[Result],
    metric: Metric,
    beside: Mapping[str, Results] | None = None,
) -> Comparison:
    """Return how much more *metric* comes to over *one* than over *other*, world by world.

    Worlds that only one of them has played are left out; *beside* is as for `scored`.
    """
    strata = _pairs(one, other, metric.game)
    worlds = sum(map(len, strata))
    found = _contrast(strata, metric, beside or {}) if worlds else None
    if found is None:
        return Comparison(metric.name, None, None, worlds)
    whole, drawn, swapped = found
    return Comparison(
        metric.name,
        _interval(whole, drawn, metric, size_of(strata)),
        _chance(whole, swapped),
        worlds,
    )


def _pairs(one: Iterable[Result], other: Iterable[Result], game: str) -> list[list[Pair]]:
    """Return what both came to in each world that both have played, by scenario."""
    mine = gathered(it for it in one if game in ("", it.game))
    theirs = {world_of(world[0]): world for world in gathered(other).worlds}
    strata = [
        [(world, theirs[world_of(world[0])]) for world in worlds if world_of(world[0]) in theirs]
        for worlds in mine.strata
    ]
    return [pairs for pairs in strata if pairs]


Contrast = tuple[float, list[float], list[float]]
"""The difference, what it comes to draw by draw, and what it comes to swap by swap."""


def _contrast(
    strata: Sequence[Sequence[Pair]], metric: Metric, beside: Mapping[str, Results]
) -> Contrast | None:
    how = metric.how
    if isinstance(how, Whole):
        return _of_lists(strata, how)
    if isinstance(how, Beside):
        return _of_each(_rows(strata, parts_beside(how, beside)), how.value)
    rows = _rows(strata, parts_of(how))
    return _of_sums(rows, _value(how), _leaning(rows) if isinstance(how, Share) else ())


def _value(how: Share | Rates | Sums) -> Value:
    """Return what is computed of the sums of *how*."""
    if isinstance(how, Share):
        return quotient
    return how.of_sums if isinstance(how, Rates) else how.value


def _rows(strata: Sequence[Sequence[Pair]], parts: Parts) -> list[list[Row]]:
    """Return the numbers of both sides of each pair in one row; a side that has none has zeros."""
    taken = [[(parts(mine), parts(theirs)) for mine, theirs in pairs] for pairs in strata]
    known = (row for pairs in taken for row in chain.from_iterable(pairs) if row is not None)
    none = [0] * len(next(known, ()))
    found: list[list[Row]] = [
        [(*(mine or none), *(theirs or none)) for mine, theirs in pairs if mine or theirs]
        for pairs in taken
    ]
    return [rows for rows in found if rows]


def _difference(value: Value) -> Value:
    """Return what takes *value* of the second half of a row from that of the first."""

    def difference(row: Row) -> float | None:
        half = len(row) // 2
        mine, theirs = value(row[:half]), value(row[half:])
        return None if mine is None or theirs is None else mine - theirs

    return difference


def _leaning(strata: Strata) -> Sequence[Row]:
    """Return two worlds in which one side has all and the other nothing, each in turn.

    Drawn with the others, as Bonett and Price add them, they keep the interval of two shares from
    being too narrow where the two seldom differ; so it need not be moved outward as well. There are
    none where the two never differ.
    """
    rows = [row for each in strata for row in each]
    if all(row[:2] == row[2:] for row in rows):
        return ()
    asked = max(1, round(sum(row[1] + row[3] for row in rows) / 2 / len(rows)))
    return ((asked, asked, 0, asked), (0, asked, asked, asked))


def _with(strata: Strata, leaning: Sequence[Row]) -> Strata:
    """Return *strata* with those that are *leaning*, which count half, in the first of them."""
    if not leaning:
        return strata
    first, *others = [[[2 * it for it in row] for row in rows] for rows in strata]
    return [[*first, *leaning], *others]


def _of_sums(strata: Strata, value: Value, leaning: Sequence[Row] = ()) -> Contrast | None:
    rows = [row for each in strata for row in each]
    difference = _difference(value)
    whole = difference(redraws.added(rows)) if rows else None
    if whole is None:
        return None
    drawn = redraws.of_sums(_with(strata, leaning), difference)
    return whole, drawn, _swapped(rows, difference, 0)


def _of_each(strata: Strata, value: Value) -> Contrast | None:
    """Return the mean contrast over the scenarios in which *value* is defined."""
    difference = _difference(value)
    found = [(rows, difference(redraws.added(rows))) for rows in strata]
    kept = [rows for rows, one in found if one is not None]
    there = [one for _, one in found if one is not None]
    if not there:
        return None
    swaps = [_swapped(rows, difference, place) for place, rows in enumerate(kept)]
    means = [sum(values) / len(values) for values in zip(*swaps, strict=False)]
    return sum(there) / len(there), redraws.of_each(kept, difference), means


def _swapped(rows: Sequence[Row], difference: Value, place: int) -> list[float]:
    """Return the difference when the sides of some of *rows* are swapped, swap by swap."""
    half, total = len(rows[0]) // 2, redraws.added(rows)
    moved = [
        [theirs - mine for mine, theirs in zip(row[:half], row[half:], strict=True)] for row in rows
    ]

    def swapped(sums: Row) -> float | None:
        mine = [whole + change for whole, change in zip(total[:half], sums, strict=True)]
        theirs = [whole - change for whole, change in zip(total[half:], sums, strict=True)]
        return difference([*mine, *theirs])

    return redraws.swapped(moved, swapped, place)


def _of_lists(strata: Sequence[Sequence[Pair]], how: Whole) -> Contrast | None:
    pairs = [pair for each in strata for pair in each]

    def difference(chosen: Sequence[Pair]) -> float | None:
        mine = how.value(flat(mine for mine, _ in chosen))
        theirs = how.value(flat(theirs for _, theirs in chosen))
        return None if mine is None or theirs is None else mine - theirs

    whole = difference(pairs)
    if whole is None:
        return None
    turned = (
        [(theirs, mine) if turn else (mine, theirs) for turn, (mine, theirs) in zip(turns, pairs)]  # noqa: B905  # one turn for each pair
        for turns in redraws.flips(len(pairs))[:DRAWS_OF_LISTS]
    )
    swaps = [found for found in map(difference, turned) if found is not None]
    return whole, redraws.of_lists(strata, difference, DRAWS_OF_LISTS), swaps


def _interval(
    whole: float, drawn: Sequence[float], metric: Metric, size: tuple[int, int]
) -> Interval:
    """Return *whole* with the interval of the differences *drawn* again.

    Where nothing varied, two shares may still differ in the worlds to come, one way or the other.
    """
    worlds, strata = size
    furthest = metric.most - metric.least
    is_counted = isinstance(metric.how, Share)
    is_told = worlds > strata if is_counted else is_enough(metric, size)
    if not is_told or not drawn:
        return endless(whole)
    low, high = plain(drawn) if is_counted else stretched(drawn, worlds, strata)
    if low == high and is_share(metric):
        off = share(0, worlds).high
        low, high = whole - off, whole + off
    return Interval(whole, max(-furthest, min(low, whole)), min(furthest, max(high, whole)))


def _chance(whole: float, swapped: Sequence[float]) -> float:
    """Return the share of what is *swapped* that is as far from nothing, the real one counted."""
    as_far = sum(abs(one) >= abs(whole) - _ROUNDING for one in swapped)
    return (1 + as_far) / (1 + len(swapped))
