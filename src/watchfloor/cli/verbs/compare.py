"""Compare two policies on the same worlds, of one run or of two."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.box import SIMPLE
from rich.table import Table

from watchfloor.agents import contenders
from watchfloor.cli import options as common
from watchfloor.cli import screen, tables
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation.contest import Row, contest, sides
from watchfloor.evaluation.run import Run
from watchfloor.wording import plain


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor compare RUN_A RUN_B [--policy A --policy B] [options]"
    parser.add_argument("first", type=Path, metavar="RUN_A", help="a folder that evaluate made")
    parser.add_argument("second", type=Path, metavar="RUN_B", help="another, or the same")
    named = "of both runs; given twice, the one of the first and the one of the second"
    parser.add_argument("--policy", action="append", default=[], metavar="POLICY", help=named)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    first, second = Run(options.first), Run(options.second)
    rows = contest(sides(first, second, options.policy))
    if options.json:
        held = [{**_plain(row), "winner": row.winner} for row in rows]
        sys.stdout.write(canonical({"comparisons": held}).decode() + "\n")
    else:
        _tell(rows)
    return DONE


def _plain(row: Row) -> dict[str, object]:
    return {name: getattr(row, name) for name in row.__struct_fields__}


def _tell(rows: Iterable[Row]) -> None:
    """Print what the first earned more than the second, and who is ahead beyond luck."""
    table = Table("game", "mode", "scenario", "first", "second", box=SIMPLE)
    for name in ("worlds", "difference", "95 %", "chance"):
        table.add_column(name, justify="right")
    table.add_column("ahead")
    for row in rows:
        named = (row.first, row.second)
        places = (row.game, row.mode, row.scenario)
        numbers = (f"{row.worlds:,}", *tables.told(row.difference), f"{row.chance:.3f}")
        shown = map(plain, (*places, *map(contenders.called, named)))
        table.add_row(*shown, *numbers, plain(contenders.called(row.winner)) or "nobody")
    screen.write(table, tables.WIDE)
    sys.stdout.write(
        "the first minus the second, world by world; chances are corrected by Holm for all rows; "
        "ahead is who leads with an interval that leaves out zero and a chance below 0.05\n"
    )


VERB = Verb(
    name="compare",
    example="watchfloor compare runs/lookout runs/lookout --policy heuristic --policy random",
    options=_options,
    run=_run,
)
