"""Play a run, or a submission, again and score it again, and say whether all of it holds."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli import screen
from watchfloor.cli.verb import DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation import entry
from watchfloor.evaluation.inspection import Finding, inspected
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.store import counted
from watchfloor.evaluation.submission import unpacked
from watchfloor.wording import sentence


def _options(parser: ArgumentParser) -> None:
    place = "what `submit` wrote, or the folder of a run"
    parser.add_argument("place", type=Path, metavar="SUBMISSION", help=place)
    kept = "if all holds, write what the run came to here, for a leaderboard"
    parser.add_argument("--entry", type=Path, metavar="FILE", help=kept)
    jobs = "processes at work at once, as many as there are cores if not given"
    parser.add_argument("--jobs", type=common.whole(1), metavar="N", help=jobs)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    with unpacked(options.place) as run:
        anew = replayed = 0
        flaw = None
        pieces = sum(1 for _ in run.pieces())
        with closing(inspected(run, options.jobs or os.cpu_count() or 1)) as found:
            for one in screen.watched(found, pieces, "pieces"):
                if isinstance(one, Finding):
                    flaw = one
                else:
                    anew += one.piece.episodes * one.is_anew
                    replayed += one.piece.episodes * (not one.is_anew)
        if flaw is None and options.entry:
            entry.write(run, options.entry)
        _tell(run, (anew, replayed), flaw, is_json=options.json)
    return FELL_SHORT if flaw else DONE


def _tell(run: Run, counts: tuple[int, int], flaw: Finding | None, *, is_json: bool) -> None:
    anew, replayed = counts
    lacks = run.manifest.lacks()
    if is_json:
        held = {"played_anew": anew, "replayed": replayed, "flaw": flaw, "lacks": lacks}
        sys.stdout.write(canonical({"verified": flaw is None, **held}).decode() + "\n")
        return
    if flaw:
        told = f"{sentence(flaw.place)}: {sentence(flaw.reason)}"
        before = counted(anew + replayed, "episode")
        sys.stdout.write(f"not verified: {told}; {before} before hold\n")
        return
    sys.stdout.write(
        f"verified: {counted(anew, 'episode')} played anew and "
        f"{counted(replayed, 'episode')} replayed, none missing\n"
    )
    whole = f"all of suite {run.manifest.suite!r}, version {run.manifest.version}"
    sys.stdout.write(f"it is {whole}\n" if not lacks else f"it is not {whole}: {sentence(lacks)}\n")


VERB = Verb(
    name="verify",
    example="watchfloor verify runs/lookout",
    options=_options,
    run=_run,
)
