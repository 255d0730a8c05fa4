"""Print a recorded file as a person would read it."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli.verb import BAD_INPUT, DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored, Torn, counted
from watchfloor.evaluation.verification import replayed
from watchfloor.play.narration import sights
from watchfloor.wording import plain, sentence


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `play --out` wrote")
    parser.add_argument("--episode", type=common.whole(1), help="only this one, counted from 1")
    common.add_telling(parser)
    common.add_game(parser)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    status, there = DONE, 0
    for found in store.read(options.file):
        if isinstance(found, Torn):
            return _torn(found)
        there = found.episode
        if options.episode in (None, there):
            status = max(status, _show(found, options))
        if options.episode == there:
            return status
    if options.episode:
        message = f"the file holds {counted(there, 'episode')}, not {options.episode}; show another"
        raise BadInput(message)
    return status


def _show(found: Stored, options: Namespace) -> int:
    game_of = common.game_of(options.game)
    held = replayed(found, game_of)
    if isinstance(held, Torn):
        return _torn(held)
    trajectory = held.trajectory
    game = game_of(trajectory.header.game)
    common.check_telling(game, options)
    if options.json:
        turns = [{"observation": seen, "turn": turn} for seen, turn in sights(game, trajectory)]
        shown = {"header": trajectory.header, "turns": turns, "end": trajectory.end}
        sys.stdout.write(canonical(shown).decode() + "\n")
    else:
        sys.stdout.write(
            plain(f"episode {held.episode}: {common.told(game, trajectory, options)}\n")
        )
    return DONE


def _torn(found: Torn) -> int:
    place = f"episode {found.episode} is not shown: line {found.line}"
    sys.stderr.write(f"watchfloor: {sentence(f'{place}: {found.reason}')}\n")
    return BAD_INPUT if found.is_cut else FELL_SHORT


VERB = Verb(
    name="show",
    example="watchfloor show seven.jsonl --game tests/games/lookout --episode 1",
    options=_options,
    run=_run,
)
