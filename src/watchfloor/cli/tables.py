"""What a run came to, as tables for people or lines for machines."""

import sys
from collections.abc import Sequence
from itertools import groupby

from rich.box import SIMPLE
from rich.table import Table

from watchfloor.agents.contenders import called
from watchfloor.cli import screen
from watchfloor.codec import canonical
from watchfloor.evaluation import earnings
from watchfloor.evaluation.contest import Row
from watchfloor.evaluation.earnings import Earned, Estimate, Summed
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.scale import ENDS
from watchfloor.wording import plain

WIDE = 120
"""Columns; what a table takes where no terminal is too narrow."""


def tell(run: Run, *, is_whole: bool, is_json: bool) -> None:
    """Print what every policy of *run* earned, of the lazy ones the best unless *is_whole*."""
    worlds = earnings.gathered(run.manifest, run.results())
    rows = earnings.earned(run.manifest, worlds)
    summed = earnings.summed(run.manifest, worlds)
    if is_json:
        line = {"run": str(run.path), "digest": run.stamped.digest, "cells": rows, "means": summed}
        sys.stdout.write(canonical(line).decode() + "\n")
        return
    for (game, mode), cells in groupby(rows, key=lambda it: (it.game, it.mode)):
        held = list(cells)
        sys.stdout.write(plain(f"\n{game}, {mode}\n"))
        screen.write(_table(held if is_whole else list(earnings.chosen(held))), WIDE)
    if summed:
        sys.stdout.write("\nnormalised, the mean over scenarios: random is 0, the oracle 1\n")
        screen.write(_means(summed), WIDE)


def _table(rows: Sequence[Earned]) -> Table:
    table = Table("scenario", "policy", box=SIMPLE)
    for name in ("reward", "95 %", "normalised", "95 %", "episodes", "no reply"):
        table.add_column(name, justify="right")
    scenario = ""
    for row in rows:
        shown = "" if row.scenario == scenario else row.scenario
        policy = _called(row)
        numbers = (*told(row.reward), *told(row.normalised))
        table.add_row(shown, plain(policy), *numbers, f"{row.episodes:,}", str(row.no_replies))
        scenario = row.scenario
    return table


def _means(rows: Sequence[Summed]) -> Table:
    table = Table("game", "mode", "policy", box=SIMPLE)
    for name in ("normalised", "95 %", "scenarios"):
        table.add_column(name, justify="right")
    for row in sorted(rows, key=lambda it: (it.game, it.mode, it.normalised.mean)):
        if row.policy not in ENDS:
            policy = _called(row)
            shown = (row.game, row.mode, plain(policy), *told(row.normalised))
            table.add_row(*shown, str(row.scenarios))
    return table


def _called(row: Earned | Summed) -> str:
    name = called(row.policy)
    return f"{name} (lazy)" if row.is_lazy else name


def told(found: Estimate | None) -> tuple[str, str]:
    """Return a number and its interval as they stand in a table."""
    if found is None:
        return "-", "-"
    if found.low is None or found.high is None:
        return f"{found.mean:.3f}", "-"
    return f"{found.mean:.3f}", f"{found.low:.3f} to {found.high:.3f}"


def tell_pairs(rows: Sequence[Row], *, is_json: bool) -> None:
    """Print what the first of each pair earned more than the second, and who is ahead."""
    if is_json:
        held = [{**_plain(row), "winner": row.winner} for row in rows]
        sys.stdout.write(canonical({"comparisons": held}).decode() + "\n")
        return
    table = Table("game", "mode", "scenario", "first", "second", box=SIMPLE)
    for name in ("worlds", "difference", "95 %", "chance"):
        table.add_column(name, justify="right")
    table.add_column("ahead")
    for row in rows:
        named = (row.first, row.second)
        places = (row.game, row.mode, row.scenario)
        numbers = (f"{row.worlds:,}", *told(row.difference), f"{row.chance:.3f}")
        table.add_row(
            *map(plain, (*places, *map(called, named))),
            *numbers,
            plain(called(row.winner)) or "nobody",
        )
    screen.write(table, WIDE)
    sys.stdout.write(
        "the first minus the second, world by world; chances are corrected by Holm for all rows; "
        "ahead is who leads with an interval that leaves out zero and a chance below 0.05\n"
    )


def _plain(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}
