"""What every policy of a run earned, cell by cell, in memory that does not grow with the run.

The reward of an episode is the mean over the seats that the policy under test holds, of those that
were judged. What is drawn again for an interval is a world, with all the repeats played on it.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import fsum, inf, isnan, nan, sqrt
from statistics import NormalDist
from typing import NamedTuple

import msgspec
from msgspec.structs import replace

from watchfloor.evaluation import intervals, redraws
from watchfloor.evaluation.manifest import Manifest
from watchfloor.evaluation.metric import quotient
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.suite import Cell
from watchfloor.play.reward import ONE

ENDS = ("random", "oracle")
"""What a normalised score lies between."""
FIRST = ("random", "", "heuristic", "oracle")
"""How the rows of a table begin; the best lazy policy, whoever it is, comes second."""
MOST_DRAWN = 1_000
"""Worlds; the mean of more is spread as a normal number is, and need not be drawn again."""
SPREAD = NormalDist().inv_cdf(1 - intervals.TAIL)
"""The standard errors within which 95 % lie."""
CLEAR = 1e-6
"""Points; where random and the oracle are no further apart, there is no scale."""


class Estimate(msgspec.Struct, frozen=True):
    """A mean with its 95 % interval, which a single world does not give."""

    mean: float
    low: float | None
    high: float | None


class Earned(msgspec.Struct, frozen=True):
    """What one policy earned in one cell, in points."""

    cell: str
    game: str
    scenario: str
    mode: str
    """With who sits in the seats that are not under test."""
    policy: str
    is_lazy: bool
    is_insider: bool
    is_tested: bool
    episodes: int
    """Those that were judged."""
    worlds: int
    no_replies: int
    reward: Estimate | None
    normalised: Estimate | None
    """Of what lies between random (0) and the oracle (1), how much was earned."""


class Summed(msgspec.Struct, frozen=True):
    """What one policy came to over all scenarios of a mode that have a scale."""

    game: str
    mode: str
    policy: str
    is_lazy: bool
    is_insider: bool
    is_tested: bool
    scenarios: int
    normalised: Estimate


class Worlds:
    """The rewards of one cell, world by world; not a number where nothing was judged."""

    def __init__(self) -> None:
        """Begin with none."""
        self.values = array("d")
        self.episodes = 0
        self.no_replies = 0

    def add(self, results: Iterable[Result], others: Mapping[str, str]) -> None:
        """Take the *results* of one world, in which *others* are not under test."""
        found: list[float] = []
        for result in results:
            self.no_replies += bool(result.no_reply)
            earned = reward(result, others)
            if earned is not None:
                found.append(earned)
        self.episodes += len(found)
        self.values.append(fsum(found) / len(found) if found else nan)


def reward(result: Result, others: Mapping[str, str]) -> float | None:
    """Return what the policy under test earned, or nothing if none of its seats was judged."""
    paid = [worth for role, worth in result.rewards.items() if role not in others]
    return sum(paid) / len(paid) / ONE if paid and not result.no_reply else None


def gathered(manifest: Manifest, results: Iterable[Result]) -> dict[str, Worlds]:
    """Return the rewards of each cell of *manifest*, from *results* in their order."""
    others = {cell.name: cell.others for cell in manifest.cells}
    found = {name: Worlds() for name in others}
    for (cell, _seed), played in groupby(results, key=lambda it: (it.cell, it.seed)):
        found[cell].add(played, others[cell])
    return found


def earned(manifest: Manifest, worlds: Mapping[str, Worlds]) -> list[Earned]:
    """Return a row for each cell of *manifest*."""
    return [_row(manifest, cell, worlds) for cell in manifest.cells]


def _row(manifest: Manifest, cell: Cell, worlds: Mapping[str, Worlds]) -> Earned:
    held, entrant = worlds[cell.name], manifest.entrant(cell)
    there, scaled = [it for it in held.values if not isnan(it)], _scaled(cell, worlds)
    return Earned(
        cell=cell.name,
        game=manifest.games[cell.game].name,
        scenario=cell.scenario,
        mode=cell.situation,
        policy=cell.policy,
        is_lazy=entrant.is_lazy,
        is_insider=entrant.is_insider,
        is_tested=cell.policy in manifest.tested,
        episodes=held.episodes,
        worlds=len(there),
        no_replies=held.no_replies,
        reward=mean(there) if there else None,
        normalised=None if scaled is None else _normal(*scaled),
    )


def mean(values: Sequence[float]) -> Estimate:
    """Return the mean of *values*, one for each world, with its 95 % interval."""
    count, whole = len(values), fsum(values) / len(values)
    if not 1 < count <= MOST_DRAWN:
        return _normal(whole, _error(values))
    drawn = redraws.of_sums([[(value, 1) for value in values]], quotient)
    return Estimate(whole, *intervals.stretched(drawn, count))


def _error(values: Sequence[float]) -> float:
    """Return the standard error of the mean of *values*; one alone says nothing of it."""
    count = len(values)
    if count == 1:
        return inf
    centre = fsum(values) / count
    return sqrt(fsum((it - centre) ** 2 for it in values) / (count - 1) / count)


def _normal(centre: float, error: float) -> Estimate:
    if error == inf:
        return Estimate(centre, None, None)
    return Estimate(centre, centre - SPREAD * error, centre + SPREAD * error)


class _Scaled(NamedTuple):
    """A normalised score with its standard error."""

    score: float
    error: float


def _scaled(cell: Cell, worlds: Mapping[str, Worlds]) -> _Scaled | None:
    """Return the normalised score of *cell*, on the worlds that random and the oracle played too.

    The error is that of the ratio of two means over the same worlds, to the first order.
    """
    beside = [worlds.get(replace(cell, policy=name).name) for name in (cell.policy, *ENDS)]
    played = zip(*(held.values for held in beside if held), strict=False)
    there = [it for it in played if len(it) == len(beside) and not any(map(isnan, it))]
    if not there:
        return None
    gained = [mine - low for mine, low, _ in there]
    gap = [high - low for _, low, high in there]
    whole = fsum(gap) / len(gap)
    if abs(whole) < CLEAR:
        return None
    score = fsum(gained) / len(gained) / whole
    off = [(one - score * span) / whole for one, span in zip(gained, gap, strict=True)]
    return _Scaled(score, _error(off))


def summed(manifest: Manifest, worlds: Mapping[str, Worlds]) -> list[Summed]:
    """Return, for each policy in each mode of a game, the mean of its normalised scores."""
    found: dict[tuple[str, str, str], list[_Scaled]] = {}
    named: dict[tuple[str, str, str], Cell] = {}
    for cell in manifest.cells:
        scaled = _scaled(cell, worlds)
        key = (cell.game, cell.situation, cell.policy)
        if scaled is not None:
            found.setdefault(key, []).append(scaled)
            named[key] = cell
    return [_mean_of(manifest, named[key], scores) for key, scores in found.items()]


def _mean_of(manifest: Manifest, cell: Cell, scores: Sequence[_Scaled]) -> Summed:
    count, entrant = len(scores), manifest.entrant(cell)
    error = sqrt(fsum(it.error**2 for it in scores)) / count
    return Summed(
        game=manifest.games[cell.game].name,
        mode=cell.situation,
        policy=cell.policy,
        is_lazy=entrant.is_lazy,
        is_insider=entrant.is_insider,
        is_tested=cell.policy in manifest.tested,
        scenarios=count,
        normalised=_normal(fsum(it.score for it in scores) / count, error),
    )


def chosen(rows: Sequence[Earned]) -> Iterable[Earned]:
    """Return those of *rows* to be read beside each other, scenario by scenario.

    Of the lazy policies it is the best; insiders that only halve the oracle's job are left out.
    """
    for _, cells in groupby(rows, key=lambda it: it.scenario):
        held = list(cells)
        lazy = [it for it in held if it.is_lazy and it.reward and not it.is_tested]
        best = max(lazy, key=lambda it: it.reward.mean if it.reward else 0.0, default=None)
        known = [it for it in held if it.is_tested or it is best or _is_reference(it)]
        yield from sorted(known, key=_order)


def _is_reference(row: Earned) -> bool:
    return row.policy in FIRST or not (row.is_lazy or row.is_insider)


def _order(row: Earned) -> tuple[int, bool]:
    place = FIRST.index(row.policy) if row.policy in FIRST else len(FIRST)
    return 1 if row.is_lazy and not row.is_tested else place, row.is_tested
