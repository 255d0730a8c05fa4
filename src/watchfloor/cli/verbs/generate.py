"""Write incidents with their truth to a file, as many as are asked for."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal, InvalidOperation
from itertools import islice
from pathlib import Path

from watchfloor.catalog import named
from watchfloor.cli import options as common
from watchfloor.cli import screen
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, UnwritableFile
from watchfloor.evaluation import corpus
from watchfloor.evaluation.corpus import Begun, Closing, Entry, Plan
from watchfloor.evaluation.store import cause, counted
from watchfloor.opensoc.dialects import DIALECTS
from watchfloor.opensoc.stages import STAGES

_GAMES = {"opensoc": "alert triage"}
"""The games whose incidents stand by themselves."""


def _options(parser: ArgumentParser) -> None:
    seed, count = common.whole(0), common.whole(1)
    parser.add_argument("name", metavar="GAME", help=f"one of: {', '.join(_GAMES)}")
    parser.add_argument("--seed", type=seed, required=True, metavar="N", help="fixes the incidents")
    stage = f"{next(iter(STAGES))} if not given"
    parser.add_argument("--stage", default=next(iter(STAGES)), metavar="NAME", help=stage)
    parser.add_argument(
        "--count", type=count, default=1, metavar="K", help="how many, 1 if not given"
    )
    share = "the share not to be dismissed, such as 0.2; that of the stage if not given"
    parser.add_argument("--prevalence", type=_share, metavar="P", help=share)
    dialect = "the style of the log; any that training sees if not given"
    parser.add_argument("--dialect", default="", metavar="NAME", help=dialect)
    held_out = "set them in organisations that training does not see"
    parser.add_argument("--held-out", action="store_true", help=held_out)
    check = "hold each against the gate's proof round; one that fails is an error"
    parser.add_argument("--check", action="store_true", help=check)
    out = "write here; to standard output if not given"
    parser.add_argument("--out", type=Path, metavar="FILE", help=out)
    parser.add_argument("--resume", action="store_true", help="continue FILE if it was begun so")
    common.add_json(parser)


def _share(text: str) -> int:
    """Return how many of a hundred the share *text* is."""
    try:
        share = Decimal(text) * 100 if text.isascii() and len(text) < 10 else Decimal(-1)
    except InvalidOperation:
        share = Decimal(-1)
    if share not in range(101):
        message = f"found {text!r}, expected a share from 0 to 1 in steps of 0.01"
        raise ArgumentTypeError(message)
    return int(share)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    plan = _plan(options)
    if options.resume and not options.out:
        message = "--resume is given without --out; give the file to continue"
        raise BadInput(message)
    so_far = _begun(options.out, plan) if options.resume else None
    if so_far is not None and so_far.closing is not None:
        _whole(options.out, so_far)
        return _told(plan, options, _Tally(so_far.incidents), so_far.closing)
    tally = _Tally(so_far.incidents if so_far else 0)
    left = plan.count - tally.incidents
    first = so_far.following if so_far else 0
    entries = islice(corpus.grown(plan, first, is_checked=options.check), left)
    watched = screen.watched(entries, left, "incidents")
    lines = corpus.lines(plan.opening(), tally.counted(watched), so_far)
    if options.out:
        closing = _written(options.out, lines, so_far)
    else:
        closing = _printed(lines, is_silent=options.json)
    return _told(plan, options, tally, closing)


class _Tally:
    """How many incidents there are, and how many of them have each answer."""

    def __init__(self, incidents: int) -> None:
        self.incidents = incidents
        self.answers: Counter[str] = Counter()

    def counted(self, entries: Iterable[Entry]) -> Iterator[Entry]:
        """Pass *entries* through."""
        for entry in entries:
            self.incidents += 1
            self.answers[entry.truth.answer] += 1
            yield entry


def _plan(options: Namespace) -> Plan:
    named("game that grows incidents", options.name, _GAMES)
    stage = named("stage", options.stage, STAGES)
    if options.dialect:
        dialect = named("dialect", options.dialect, DIALECTS)
        if dialect.is_held_out and not options.held_out:
            message = f"dialect {dialect.name!r} is kept for evaluation; add --held-out to use it"
            raise BadInput(message)
    prevalence = stage.prevalence if options.prevalence is None else options.prevalence
    return Plan(
        stage.name, prevalence, options.seed, options.count, options.dialect, options.held_out
    )


def _begun(path: Path, plan: Plan) -> Begun | None:
    """Return what stands at *path*, if anything does."""
    return corpus.begun(path, plan.opening()) if os.path.lexists(path) else None


def _whole(path: Path, so_far: Begun) -> None:
    if so_far.closing != Closing(so_far.incidents, so_far.hashed.hexdigest()):
        message = f"{str(path)!r} is closed, but not as it stands; make it again elsewhere"
        raise BadInput(message)


def _written(path: Path, lines: Iterable[bytes], so_far: Begun | None) -> bytes:
    """Write *lines* to the file at *path*, after what stands *so_far*, and return the last."""
    line = b""
    try:
        with path.open("xb" if so_far is None else "r+b") as file:
            if so_far is not None:
                file.truncate(so_far.size)
                file.seek(so_far.size)
            for line in lines:
                file.write(line)
            file.flush()
            os.fsync(file.fileno())
    except FileExistsError:
        message = (
            f"{str(path)!r} exists already; give a path where nothing stands, or add --resume if "
            "it was begun with the same arguments"
        )
        raise UnwritableFile(message) from None
    except (OSError, ValueError) as error:
        message = (
            f"{str(path)!r} cannot be written to ({cause(error)}); give a path in a folder that "
            "exists and has room, and add --resume if a file was begun there"
        )
        raise UnwritableFile(message) from None
    return line


def _printed(lines: Iterable[bytes], *, is_silent: bool) -> bytes:
    """Print *lines*, unless only what they come to is wanted, and return the last."""
    line = b""
    for line in lines:
        if not is_silent:
            sys.stdout.write(line.decode())
    return line


def _told(plan: Plan, options: Namespace, tally: _Tally, closing: bytes | Closing) -> int:
    if isinstance(closing, bytes):
        closing = corpus.closing_of(closing)
    if options.json:
        summary = {
            "arguments": plan,
            "file": str(options.out) if options.out else "",
            "incidents": closing.incidents,
            "made_now": dict(sorted(tally.answers.items())),
            "sha256": closing.sha256,
        }
        sys.stdout.write(canonical(summary).decode() + "\n")
    elif options.out:
        made = f"{tally.answers.total():,} of them made now"
        whole = f"{counted(closing.incidents, 'incident')} in {str(options.out)!r}"
        sys.stdout.write(f"{whole}, {made}\nsha256 {closing.sha256}\n")
    return DONE


VERB = Verb(
    name="generate",
    example="watchfloor generate opensoc --stage stage3_mixed --seed 7 --count 3",
    options=_options,
    run=_run,
)
