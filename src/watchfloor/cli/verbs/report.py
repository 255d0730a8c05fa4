"""Tell a run that was evaluated: one page for a browser, and the same as Markdown."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Sequence
from pathlib import Path

from watchfloor.cli import options as common
from watchfloor.cli import progress
from watchfloor.cli.verb import DONE, Verb
from watchfloor.codec import canonical
from watchfloor.evaluation.run import Run


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("run", type=Path, metavar="RUN", help="the folder that `evaluate` made")
    jobs = "processes at work at once, as many as there are cores if not given"
    parser.add_argument("--jobs", type=common.whole(1), metavar="N", help=jobs)
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    page, text = progress.reported(Run(options.run), options.jobs or os.cpu_count() or 1)
    if options.json:
        sys.stdout.write(canonical({"page": str(page), "text": str(text)}).decode() + "\n")
    else:
        sys.stdout.write(f"report: {page}\nthe same as Markdown: {text}\n")
    return DONE


VERB = Verb(
    name="report",
    example="watchfloor report runs/lookout",
    options=_options,
    run=_run,
)
