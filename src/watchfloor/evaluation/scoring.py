"""Metrics computed, with their intervals.

What is drawn again is the opening: one seed of one scenario, whatever was played on it. Results
without a reply count in no number but their own.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeAlias

import msgspec

from watchfloor.evaluation import redraws
from watchfloor.evaluation.intervals import (
    DEVIATIONS,
    Interval,
    endless,
    share,
    stretched,
    studentised,
)
from watchfloor.evaluation.metric import (
    Beside,
    Metric,
    Rates,
    Results,
    Share,
    Sums,
    Whole,
    each,
    quotient,
)
from watchfloor.evaluation.redraws import Row, Value
from watchfloor.evaluation.result import Result

DRAWS_OF_LISTS = 400
"""How often results are drawn again where no sums will do."""
MOST_DRAWN = 1_000
"""Worlds; what more of them come to is spread as a normal number is, and need not be drawn."""

World: TypeAlias = tuple[str, str, int]
"""The game, the scenario and the seed: what two modes of one opening share, and two policies."""
Strata: TypeAlias = Sequence[Sequence[Row]]
Parts: TypeAlias = Callable[[Results], Row | None]
"""What takes the numbers of one world."""


class Score(msgspec.Struct, frozen=True):
    """What a metric came to."""

    metric: str
    estimate: Interval | None
    """Nothing where it is not defined, which is not 0."""
    episodes: int
    """Those that it could be asked of, or was asked of if it says of which."""
    worlds: int
    no_replies: int
    """Episodes that count in nothing, since a player could not be asked."""


class Gathered(NamedTuple):
    """The results that count, world by world, for each scenario."""

    strata: tuple[tuple[Results, ...], ...]
    no_replies: int

    @property
    def worlds(self) -> tuple[Results, ...]:
        """Return the results of each world."""
        return tuple(world for stratum in self.strata for world in stratum)


def world_of(result: Result) -> World:
    """Return the opening that *result* was played from."""
    return (result.game, result.scenario, result.seed)


def gathered(results: Iterable[Result]) -> Gathered:
    """Return *results* by world, in an order that does not depend on theirs."""
    by_world: dict[World, list[Result]] = {}
    no_replies = 0
    for result in results:
        if result.no_reply:
            no_replies += 1
        else:
            by_world.setdefault(world_of(result), []).append(result)
    strata: dict[tuple[str, str], list[Results]] = {}
    for world in sorted(by_world):
        played = sorted(by_world[world], key=lambda it: (it.mode, it.repeat, it.policy, it.hash))
        strata.setdefault(world[:2], []).append(tuple(played))
    return Gathered(tuple(tuple(worlds) for worlds in strata.values()), no_replies)


def scored(
    results: Iterable[Result], metric: Metric, beside: Mapping[str, Results] | None = None
) -> Score:
    """Return what *metric* comes to over *results*, with its 95 % interval.

    *beside* holds the results of others by name, for the metrics that need them: `random` and
    `oracle` on the same worlds, or the `twin` without baits.
    """
    found = gathered(it for it in results if metric.game in ("", it.game))
    episodes = sum(map(len, found.worlds))
    estimate = _estimate(found, metric, beside or {}) if episodes else None
    return Score(metric.name, estimate, episodes, len(found.worlds), found.no_replies)


def _estimate(found: Gathered, metric: Metric, beside: Mapping[str, Results]) -> Interval | None:
    how = metric.how
    if isinstance(how, Whole):
        return _of_whole(found, metric, how)
    if isinstance(how, Beside):
        return across(rows_of(found, parts_beside(how, beside)), metric, how.value)
    strata = rows_of(found, parts_of(how))
    if not strata:
        return None
    if isinstance(how, Share):
        return _of_share(strata)
    if isinstance(how, Rates):
        return _of_rates(strata, how)
    return together(strata, metric, how.value)


def parts_of(how: Share | Rates | Sums) -> Parts:
    """Return what takes the numbers of one world that *how* adds up."""
    if isinstance(how, Sums):
        return how.parts
    if isinstance(how, Rates):
        return each(how.counts)

    def counted(results: Results) -> Row | None:
        counts = [found for found in map(how.count, results) if found is not None]
        return redraws.added(counts) if counts else None

    return counted


def parts_beside(how: Beside, beside: Mapping[str, Results]) -> Parts:
    """Return what takes the numbers of one world that all whom *how* needs have played too."""
    near = {
        name: {world_of(world[0]): world for world in gathered(beside.get(name, ())).worlds}
        for name in how.needs
    }

    def taken(results: Results) -> Row | None:
        world = world_of(results[0])
        others = {name: played[world] for name, played in near.items() if world in played}
        return how.parts(results, others) if len(others) == len(near) else None

    return taken


def rows_of(found: Gathered, parts: Parts) -> list[list[Row]]:
    """Return the rows of the worlds that have one, stratum by stratum."""
    strata = [[row for row in map(parts, worlds) if row is not None] for worlds in found.strata]
    return [rows for rows in strata if rows]


def _of_share(strata: Strata) -> Interval | None:
    """Return the share with Wilson's interval, for as many independent ones as there are in effect.

    Results of one world count the less, the more alike they are.
    """
    rows = [row for stratum in strata for row in stratum]
    hits, tried = redraws.added(rows) if rows else (0, 0)
    if not tried:
        return None
    found, variance = hits / tried, redraws.jackknifed(strata, quotient)
    effective = float(min(sum(bool(row[1]) for row in rows), tried))
    if variance and 0 < found < 1:
        effective = min(tried, found * (1 - found) / variance)
    wilson = share(found * effective, effective)
    return Interval(found, min(found, wilson.low), max(found, wilson.high))


def _of_rates(strata: Strata, how: Rates) -> Interval | None:
    """Return what the shares come to, with an interval from the ends of each of theirs.

    How far each end of each share moves it is squared and added, as Donner and Zou have it.
    """
    width = len(strata[0][0])
    pairs = [
        _of_share([[row[at : at + 2] for row in rows if row[at + 1]] for rows in strata])
        for at in range(0, width, 2)
    ]
    found = [it for it in pairs if it is not None]
    means = [it.mean for it in found]
    whole = how.value(means) if len(found) == len(pairs) else None
    if whole is None:
        return None
    below = above = 0.0
    for place, it in enumerate(found):
        for end in (it.low, it.high):
            moved = how.value([*means[:place], end, *means[place + 1 :]])
            off = 0.0 if moved is None else moved - whole
            below, above = below + min(off, 0.0) ** 2, above + max(off, 0.0) ** 2
    return Interval(whole, max(0.0, whole - below**0.5), min(1.0, whole + above**0.5))


def together(strata: Strata, metric: Metric, value: Value) -> Interval | None:
    """Return *value* of the sums over all worlds of *strata*, with the interval of *metric*."""
    whole = value(redraws.added([row for rows in strata for row in rows]))
    if whole is None:
        return None
    if is_many(strata):
        return _normal(whole, redraws.jackknifed(strata, value), metric)
    if metric.is_cost and is_enough(metric, size_of(strata)):
        return _of_cost(strata, metric)
    return spread(whole, redraws.of_sums(strata, value), metric, size_of(strata))


def _of_cost(strata: Strata, metric: Metric) -> Interval:
    """Return a mean that a few dear worlds may decide, with the interval that such a mean needs."""
    (whole, error), *drawn = redraws.of_quotients(strata)
    low, high = studentised(whole, error, drawn, size_of(strata))
    return Interval(whole, max(metric.least, min(low, whole)), max(high, whole))


def is_enough(metric: Metric, size: tuple[int, int]) -> bool:
    """Return whether so many worlds of so many strata are enough for an interval of *metric*."""
    worlds, strata = size
    return metric.fewest is not None and worlds >= metric.fewest and worlds > strata


def is_many(strata: Sequence[Sequence[object]]) -> bool:
    """Return whether there are too many worlds in *strata* to draw them again and again."""
    return sum(map(len, strata)) > MOST_DRAWN


def _normal(whole: float, variance: float | None, metric: Metric) -> Interval:
    """Return *whole* with the interval of a normal number of that *variance*, if there is one."""
    if variance is None or metric.fewest is None:
        return endless(whole)
    off = DEVIATIONS * variance**0.5
    return Interval(whole, max(metric.least, whole - off), min(metric.most, whole + off))


def across(strata: Strata, metric: Metric, value: Value) -> Interval | None:
    """Return the mean over the scenarios in which *value* is defined."""
    values = [value(redraws.added(rows)) for rows in strata]
    kept = [rows for rows, one in zip(strata, values, strict=True) if one is not None]
    there = [one for one in values if one is not None]
    if not there:
        return None
    whole = sum(there) / len(there)
    if is_many(kept):
        variances = [redraws.jackknifed([rows], value) for rows in kept]
        known = [it for it in variances if it is not None]
        variance = sum(known) / len(kept) ** 2 if len(known) == len(kept) else None
        return _normal(whole, variance, metric)
    return spread(whole, redraws.of_each(kept, value), metric, size_of(kept))


def _of_whole(found: Gathered, metric: Metric, how: Whole) -> Interval | None:
    whole = how.value(flat(found.worlds))
    if whole is None:
        return None
    if not is_enough(metric, size_of(found.strata)):
        return endless(whole)
    drawn = redraws.of_lists(found.strata, lambda worlds: how.value(flat(worlds)), DRAWS_OF_LISTS)
    return spread(whole, drawn, metric, size_of(found.strata))


def flat(worlds: Iterable[Results]) -> Results:
    """Return the results of all *worlds* in one row."""
    return [result for world in worlds for result in world]


def size_of(strata: Sequence[Sequence[object]]) -> tuple[int, int]:
    """Return how many worlds and how many strata there are."""
    return sum(map(len, strata)), len(strata)


def spread(whole: float, drawn: Sequence[float], metric: Metric, size: tuple[int, int]) -> Interval:
    """Return *whole* with the interval that the values *drawn* again give, within its bounds.

    Too few worlds say nothing of others. Where nothing varied, a share may still be another: then
    the interval is that of so many worlds, all alike.
    """
    worlds, strata = size
    if not is_enough(metric, size) or not drawn:
        return endless(whole)
    low, high = stretched(drawn, worlds, strata)
    if low == high and is_share(metric):
        alike = share(whole * worlds, worlds)
        low, high = alike.low, alike.high
    return Interval(whole, max(metric.least, min(low, whole)), min(metric.most, max(high, whole)))


def is_share(metric: Metric) -> bool:
    """Return whether *metric* lies between 0 and 1."""
    return (metric.least, metric.most) == (0.0, 1.0)
