"""Print a recorded file as a person would read it."""

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
from watchfloor.play.narration import narrate, sights
from watchfloor.play.replay import divergence


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `play --out` wrote")
    parser.add_argument("--episode", type=common.whole(1), help="only this one, counted from 1")
    common.add_game(parser)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    status = DONE
    for found in store.read(options.file):
        if isinstance(found, Torn):
            sys.stderr.write(f"watchfloor: line {found.line}: {found.reason}\n")
            status = FELL_SHORT
        elif options.episode in (None, found.episode):
            status = max(status, _show(found, options))
    return status


def _show(found: Stored, options: Namespace) -> int:
    trajectory = found.trajectory
    game = games.recorded(trajectory.header.game, options.game)
    finding = divergence(game, trajectory, found.previous)
    if finding is not None:
        place = f"episode {found.episode}, line {found.line + finding.index}"
        sys.stderr.write(f"watchfloor: {place} is not shown: {finding.reason}\n")
        return FELL_SHORT
    if options.json:
        turns = [{"observation": seen, "turn": turn} for seen, turn in sights(game, trajectory)]
        shown = {"header": trajectory.header, "turns": turns, "end": trajectory.end}
        sys.stdout.write(canonical(shown).decode() + "\n")
    else:
        sys.stdout.write(f"episode {found.episode}: {narrate(game, trajectory)}\n")
    return DONE


VERB = Verb(
    name="show",
    example="watchfloor show runs/seven.jsonl --game tests/games/lookout --episode 1",
    options=_options,
    run=_run,
)
