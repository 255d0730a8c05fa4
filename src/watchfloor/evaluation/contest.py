"""Two policies on the same worlds, of one run or of two: who earns more, and whether by chance.

Nothing is compared that was not played alike: the worlds, the rules, the prices and whoever sits in
the other seats have to be the same, and what is not is named.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from watchfloor.errors import BadInput, UnknownName
from watchfloor.evaluation.earnings import Estimate
from watchfloor.evaluation.families import SURE, holm
from watchfloor.evaluation.intervals import endless
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.paired import Comparison, compared
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.suite import Cell

ALL = "all scenarios"


class Side(NamedTuple):
    """One of the two."""

    run: Run
    policy: str


class Row(msgspec.Struct, frozen=True):
    """What the first earned more than the second, in points, on worlds that both have played."""

    game: str
    mode: str
    scenario: str
    first: str
    second: str
    worlds: int
    difference: Estimate
    chance: float
    """How often so large a difference comes up when it is luck, for all that is compared."""

    @property
    def winner(self) -> str:
        """Whoever is ahead, beyond what luck may do; nobody if that cannot be said."""
        low, high = self.difference.low, self.difference.high
        if low is None or high is None or low <= 0.0 <= high or self.chance >= SURE:
            return ""
        return self.first if low > 0 else self.second


class _Bout(NamedTuple):
    """What both came to in one scenario, or in all of a mode."""

    names: tuple[str, str, str, str, str]
    """The game, the mode, the scenario, and the two."""
    first: list[Result]
    second: list[Result]
    is_apart: bool = False
    """Whether it counts in nothing that is told of all scenarios."""


def sides(one: Run, other: Run, named: Sequence[str]) -> list[tuple[Side, Side]]:
    """Return who is compared with whom: those *named*, or everybody under test in both runs."""
    if len(named) == 2:
        return [(Side(one, named[0]), Side(other, named[1]))]
    if len(named) > 2:
        message = f"{len(named)} policies are named; name one of each run, or one of both"
        raise BadInput(message)
    if one.stamped.digest == other.stamped.digest and not named:
        message = f"{str(one.path)!r} is compared with itself; name two policies with --policy"
        raise BadInput(message)
    names = named or _in_both(one, other)
    return [(Side(one, name), Side(other, name)) for name in names]


def _in_both(one: Run, other: Run) -> list[str]:
    """Return who is compared if nobody is named."""
    mine, theirs = one.manifest.tested, other.manifest.tested
    both = [name for name in mine if name in theirs]
    if not both:
        message = (
            f"nobody is under test in both runs (in the first: {', '.join(mine) or 'nobody'}; in "
            f"the second: {', '.join(theirs) or 'nobody'}); name one of each with --policy"
        )
        raise BadInput(message)
    return both


def contest(pairs: Sequence[tuple[Side, Side]]) -> list[Row]:
    """Return what every pair comes to, in each scenario and over all of a mode."""
    bouts = {bout.names: bout for pair in pairs for bout in _bouts(*pair)}
    found = {names: _compared(bout) for names, bout in bouts.items()}
    held = {names: it for names, it in found.items() if it.difference and it.chance is not None}
    chances = holm({"/".join(names): it.chance or 0.0 for names, it in held.items()})
    return [
        Row(*names, it.worlds, _estimate(it), chances["/".join(names)])
        for names, it in held.items()
    ]


def _compared(bout: _Bout) -> Comparison:
    return compared(bout.first, bout.second, METRICS["reward"])


def _estimate(found: Comparison) -> Estimate:
    difference = found.difference or endless(0.0)
    low, high = (difference.low, difference.high) if difference.has_ends else (None, None)
    return Estimate(difference.mean, low, high)


def _bouts(mine: Side, theirs: Side) -> list[_Bout]:
    """Return what the two have both played, scenario by scenario, and over several together."""
    other = {_place(theirs.run, cell): cell for cell in _cells(theirs)}
    first, second = _results(mine), _results(theirs)
    found: dict[tuple[str, str], list[_Bout]] = {}
    for cell in _cells(mine):
        place = _place(mine.run, cell)
        if place not in other:
            continue
        _check(mine.run, theirs.run, cell, other[place])
        bout = _Bout(
            (place[0], place[2], place[1], mine.policy, theirs.policy),
            first[cell.name],
            second[other[place].name],
            cell.scenario in mine.run.manifest.games[cell.game].apart,
        )
        _check_worlds(bout)
        found.setdefault((place[0], place[2]), []).append(bout)
    if not found:
        message = f"{mine.policy!r} and {theirs.policy!r} have played no scenario in common"
        raise BadInput(message)
    return [bout for bouts in found.values() for bout in (*bouts, *_together(bouts))]


def _together(bouts: Sequence[_Bout]) -> list[_Bout]:
    """Return what the two came to in all scenarios that are not told apart, if they are several."""
    counted = [bout for bout in bouts if not bout.is_apart]
    if len(counted) < 2:
        return []
    game, mode, _, mine, theirs = counted[0].names
    first = [result for bout in counted for result in bout.first]
    second = [result for bout in counted for result in bout.second]
    return [_Bout((game, mode, ALL, mine, theirs), first, second)]


def _cells(side: Side) -> list[Cell]:
    cells = [cell for cell in side.run.cells if cell.policy == side.policy]
    if not cells:
        kind = "policy of the run"
        raise UnknownName(kind, side.policy, dict.fromkeys(it.policy for it in side.run.cells))
    return cells


def _place(run: Run, cell: Cell) -> tuple[str, str, str]:
    """Return where *cell* is, whatever folder its game was found in."""
    return run.manifest.games[cell.game].name, cell.scenario, cell.situation


def _results(side: Side) -> dict[str, list[Result]]:
    found: dict[str, list[Result]] = {cell.name: [] for cell in _cells(side)}
    for result in side.run.results():
        if result.cell in found:
            found[result.cell].append(result)
    return found


def _check(one: Run, other: Run, mine: Cell, theirs: Cell) -> None:
    """Refuse to compare what was played by other rules, or priced otherwise."""
    first, second = one.manifest.games[mine.game], other.manifest.games[theirs.game]
    if first.rules != second.rules:
        message = (
            f"{mine.name} was played by rules {first.rules!r} and by {second.rules!r}; "
            "evaluate one of them anew"
        )
        raise BadInput(message)
    priced, otherwise = one.manifest.recipes[mine.game], other.manifest.recipes[theirs.game]
    if priced != otherwise:
        message = (
            f"{mine.name} was priced by the recipe {priced.name!r} and by another, "
            f"{otherwise.name!r}; evaluate one of them anew with --recipe"
        )
        raise BadInput(message)


def _check_worlds(bout: _Bout) -> None:
    """Refuse to compare what was not played on the same worlds."""
    first = {it.seed: it.world for it in bout.first}
    second = {it.seed: it.world for it in bout.second}
    where = "/".join(bout.names[:3])
    if len(first) != len(second):
        message = (
            f"{where} was played on {len(first):,} and on {len(second):,} seeds; "
            "evaluate one of them anew with --seeds"
        )
        raise BadInput(message)
    if first != second:
        seed = next(it for it in first if second.get(it) != first[it])
        message = f"{where} opens with another world on seed {seed}; evaluate one of them anew"
        raise BadInput(message)
