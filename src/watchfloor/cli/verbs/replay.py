"""Play a recorded file again and say whether it happened as it says."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.agents import games
from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.play.replay import divergence


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `play --out` wrote")
    common.add_game(parser)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    verified, torn = 0, None
    for found in store.read(options.file):
        torn = _torn(found, options.game)
        if torn is not None:
            break
        verified += 1
    if options.json:
        result = {"verified": torn is None, "episodes": verified, "first_divergence": torn}
        sys.stdout.write(canonical(result).decode() + "\n")
    elif torn is None:
        sys.stdout.write(f"verified: {verified} episodes replay as recorded, and none is missing\n")
    else:
        place = f"episode {torn.episode}, line {torn.line} of the file"
        sys.stdout.write(
            f"not verified: {place}: {torn.reason}; {verified} episodes before it hold\n"
        )
    return DONE if torn is None else FELL_SHORT


def _torn(found: Stored | Torn, folder: str | None) -> Torn | None:
    if isinstance(found, Torn):
        return found
    game = games.recorded(found.trajectory.header.game, folder)
    finding = divergence(game, found.trajectory, found.previous)
    if finding is None:
        return None
    return Torn(found.episode, found.line + finding.index, finding.reason)


VERB = Verb(
    name="replay",
    example="watchfloor replay runs/seven.jsonl --game tests/games/lookout",
    options=_options,
    run=_run,
)
