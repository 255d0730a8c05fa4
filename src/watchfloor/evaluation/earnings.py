"""What every policy of a run earned, cell by cell, in memory that does not grow with the run.

The numbers are the metrics `reward` and `normalised_score`, with their intervals: what is drawn
again is a world, with all the repeats played on it.
"""

from array import array
from collections.abc import Iterable, Mapping, Sequence
from itertools import groupby
from math import fsum, isnan, nan

import msgspec
from msgspec.structs import replace

from watchfloor.evaluation.intervals import Interval
from watchfloor.evaluation.manifest import Manifest
from watchfloor.evaluation.metric import quotient
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.result import earned as earned_in
from watchfloor.evaluation.scale import ENDS, scaled
from watchfloor.evaluation.scoring import across, together
from watchfloor.evaluation.suite import Cell

FIRST = ("random", "", "heuristic", "oracle")
"""How the rows of a table begin; the best lazy policy, whoever it is, comes second."""


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
    is_apart: bool
    """Whether its scenario is reported apart, and counts in no mean over scenarios."""
    reward: Estimate | None
    normalised: Estimate | None
    """Of what lies between random (0) and the oracle (1), how much was earned."""


class Summed(msgspec.Struct, frozen=True):
    """What one policy came to over all scenarios of a mode that have a scale and are not apart."""

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

    def add(self, results: Iterable[Result]) -> None:
        """Take the *results* of one world."""
        found: list[float] = []
        for result in results:
            self.no_replies += bool(result.no_reply)
            worth = earned_in(result)
            if worth is not None:
                found.append(worth)
        self.episodes += len(found)
        self.values.append(fsum(found) / len(found) if found else nan)


def gathered(manifest: Manifest, results: Iterable[Result]) -> dict[str, Worlds]:
    """Return the rewards of each cell of *manifest*, from *results* in their order."""
    found = {cell.name: Worlds() for cell in manifest.cells}
    for (cell, _seed), played in groupby(results, key=lambda it: (it.cell, it.seed)):
        found[cell].add(played)
    return found


def earned(manifest: Manifest, worlds: Mapping[str, Worlds]) -> list[Earned]:
    """Return a row for each cell of *manifest*."""
    return [_row(manifest, cell, worlds) for cell in manifest.cells]


def _row(manifest: Manifest, cell: Cell, worlds: Mapping[str, Worlds]) -> Earned:
    held, entrant = worlds[cell.name], manifest.entrant(cell)
    there = [(it, 1) for it in held.values if not isnan(it)]
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
        is_apart=_is_apart(manifest, cell),
        reward=_told(together([there], METRICS["reward"], quotient) if there else None),
        normalised=_normalised([_rows(cell, worlds)]),
    )


def _is_apart(manifest: Manifest, cell: Cell) -> bool:
    return cell.scenario in manifest.games[cell.game].apart


def _told(found: Interval | None) -> Estimate | None:
    if found is None:
        return None
    if found.has_ends:
        return Estimate(found.mean, found.low, found.high)
    return Estimate(found.mean, None, None)


def _rows(cell: Cell, worlds: Mapping[str, Worlds]) -> list[Row]:
    """Return what *cell*, random and the oracle earned in each world that all three played."""
    beside = [worlds.get(replace(cell, policy=name).name) for name in (cell.policy, *ENDS)]
    played = zip(*(held.values for held in beside if held), strict=False)
    return [(*it, 1) for it in played if len(it) == len(beside) and not any(map(isnan, it))]


def _normalised(strata: Sequence[Sequence[Row]]) -> Estimate | None:
    there = [rows for rows in strata if rows]
    return _told(across(there, METRICS["normalised_score"], scaled)) if there else None


def summed(manifest: Manifest, worlds: Mapping[str, Worlds]) -> list[Summed]:
    """Return, for each policy in each mode of a game, the mean of its normalised scores."""
    found: dict[tuple[str, str, str], list[Cell]] = {}
    for cell in manifest.cells:
        if not _is_apart(manifest, cell):
            found.setdefault((cell.game, cell.situation, cell.policy), []).append(cell)
    rows = (_mean_of(manifest, cells, worlds) for cells in found.values())
    return [row for row in rows if row is not None]


def _mean_of(
    manifest: Manifest, cells: Sequence[Cell], worlds: Mapping[str, Worlds]
) -> Summed | None:
    strata = [_rows(cell, worlds) for cell in cells]
    scaling = [rows for rows in strata if rows and _normalised([rows]) is not None]
    score, cell = _normalised(scaling), cells[0]
    if score is None:
        return None
    entrant = manifest.entrant(cell)
    return Summed(
        game=manifest.games[cell.game].name,
        mode=cell.situation,
        policy=cell.policy,
        is_lazy=entrant.is_lazy,
        is_insider=entrant.is_insider,
        is_tested=cell.policy in manifest.tested,
        scenarios=len(scaling),
        normalised=score,
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
