"""Compare two policies on the same worlds, of one run or of two."""

from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli import tables
from watchfloor.cli.verb import DONE, Verb
from watchfloor.evaluation.contest import contest, sides
from watchfloor.evaluation.run import Run


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor compare RUN_A RUN_B [--policy A --policy B] [options]"
    parser.add_argument("first", type=Path, metavar="RUN_A", help="a folder that evaluate made")
    parser.add_argument("second", type=Path, metavar="RUN_B", help="another, or the same")
    named = "of both runs; given twice, the one of the first and the one of the second"
    parser.add_argument("--policy", action="append", default=[], metavar="POLICY", help=named)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    first, second = Run(options.first), Run(options.second)
    tables.tell_pairs(contest(sides(first, second, options.policy)), is_json=options.json)
    return DONE


VERB = Verb(
    name="compare",
    example="watchfloor compare runs/lookout runs/lookout --policy heuristic --policy random",
    options=_options,
    run=_run,
)
