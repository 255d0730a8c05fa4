"""Pack a finished run into one file that others can verify."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.submission import pack


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("place", type=Path, metavar="RUN", help="a folder that evaluate made")
    out = "where the submission is written, as in mine.tar.gz"
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help=out)
    bare = "leave out what can be played anew, since every policy is shipped"
    parser.add_argument("--without-trajectories", action="store_true", help=bare)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    run = Run(options.place)
    size = pack(run, options.out, has_trajectories=not options.without_trajectories)
    if options.json:
        held = {"file": str(options.out), "bytes": size, "digest": run.stamped.digest}
        sys.stdout.write(canonical(held).decode() + "\n")
        return DONE
    lacks = run.manifest.lacks()
    sys.stdout.write(f"packed: {size:,} bytes in {str(options.out)!r}\n")
    if lacks:
        sys.stdout.write(f"it is a part of suite {run.manifest.suite!r} only: {lacks}\n")
    return DONE


VERB = Verb(
    name="submit",
    example="watchfloor submit runs/lookout --out lookout.tar.gz",
    options=_options,
    run=_run,
)
