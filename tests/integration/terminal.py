"""The command line as a person meets it: words in, two streams and an exit status out."""

import contextlib
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from watchfloor.cli import main

ROOT = Path(__file__).parents[2]
LOOKOUT = ROOT / "tests" / "games" / "lookout"
COMMAND = (sys.executable, "-m", "watchfloor")
UNMEASURED = {name: value for name, value in os.environ.items() if not name.startswith("COV")}
"""The environment of a process that does not count its lines for coverage.

Counting needs a disk to write to, and a lock that an interruption can leave shut.
"""


class Done(NamedTuple):
    """How a command ended."""

    status: int
    out: str
    err: str


def run(*words: str | Path, folder: Path | None = None, seconds: float = 120) -> Done:
    """Run the command line in a process of its own, in *folder*, for so many *seconds* at most."""
    done = subprocess.run(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=seconds,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def call(*words: str | Path, folder: Path | None = None) -> Done:
    """Run the command line in this process, in *folder*."""
    out, err = io.StringIO(), io.StringIO()
    with (
        contextlib.chdir(folder or Path.cwd()),
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        status = main(list(map(str, words)))
    return Done(status, out.getvalue(), err.getvalue())


def complaint(done: Done) -> str:
    """Return the one sentence of a command that was given bad input, checked to be one."""
    assert done.status == 2, done
    assert done.err.count("\n") == 1, done.err
    assert done.err.startswith("watchfloor: ")
    assert done.err.endswith("\n")
    assert "Traceback" not in done.err
    return done.err.removeprefix("watchfloor: ").rstrip("\n")
