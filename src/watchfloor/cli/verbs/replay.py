"""Play a recorded file again and say whether it happened as it says."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.errors import UnreadableFile
from watchfloor.evaluation.store import Torn, counted
from watchfloor.evaluation.verification import checked
from watchfloor.wording import sentence


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `play --out` wrote")
    common.add_game(parser)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    verified, torn = 0, None
    for found in checked(options.file, common.game_of(options.game)):
        if isinstance(found, Torn):
            torn = found
        else:
            verified += 1
    if options.json:
        result = {"verified": torn is None, "episodes": verified, "first_divergence": torn}
        sys.stdout.write(canonical(result).decode() + "\n")
    if torn and torn.is_cut:
        message = (
            f"{str(options.file)!r} is cut in the middle of line {torn.line}; {_held(verified)}, "
            "so keep that and play the rest into another file"
        )
        raise UnreadableFile(message)
    if not options.json:
        sys.stdout.write(_told(verified, torn) + "\n")
    return FELL_SHORT if torn else DONE


def _told(verified: int, torn: Torn | None) -> str:
    if torn is None:
        return f"verified: {counted(verified, 'episode')} replayed as recorded, none missing"
    place = f"episode {torn.episode}, line {torn.line} of the file"
    return f"not verified: {place}: {sentence(torn.reason)}; {_held(verified)}"


def _held(verified: int) -> str:
    return f"{counted(verified, 'episode')} before it replayed as recorded"


VERB = Verb(
    name="replay",
    example="watchfloor replay seven.jsonl --game tests/games/lookout",
    options=_options,
    run=_run,
)
