"""List everything that has a name: roles, scenarios, recipes, policies and more."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence

from watchfloor.cli import listing
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("shelf", nargs="?", metavar="SHELF", help="only this one, such as rules")
    common.add_game(parser)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    shelves = listing.shelves(options.game)
    if options.shelf:
        shelves = {options.shelf: listing.shelf(shelves, options.shelf)}
    if options.json:
        sys.stdout.write(canonical(shelves).decode() + "\n")
    else:
        sys.stdout.write(listing.text(shelves))
    return DONE


VERB = Verb(
    name="catalog",
    example="watchfloor catalog rules",
    options=_options,
    run=_run,
)
