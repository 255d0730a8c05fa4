"""Evaluations that are started and stopped as users do it."""

import signal
import subprocess
from pathlib import Path

from integration.terminal import COMMAND, UNMEASURED

EVALUATE = ("evaluate", "--no-report")


def started(*words: object) -> "subprocess.Popen[str]":
    """Return a process of the command line that can be interrupted.

    What a background job ignores, its children would ignore as well; a handler is not inherited.
    """
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        return subprocess.Popen(
            [*COMMAND, *map(str, words)],
            env=UNMEASURED,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )
    finally:
        signal.signal(signal.SIGINT, before)


def stop(process: "subprocess.Popen[str]", sent: int) -> str:
    """Send a signal to *process*, and return what it complains of, once it has ended."""
    process.send_signal(sent)
    try:
        _, err = process.communicate(timeout=30)
    except subprocess.TimeoutExpired:
        process.kill()
        raise
    return err


def results(path: Path) -> bytes:
    """Return the results of the run at *path*."""
    return (path / "results.jsonl").read_bytes()
