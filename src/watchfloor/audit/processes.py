"""What a process says by itself, under another hash seed of Python and in another time zone."""

import os
import subprocess
import sys
from collections.abc import Sequence
from typing import NamedTuple

PATIENCE = 120
"""Seconds that a process may take."""
_WATCHFLOOR = ("-m", "watchfloor")


class Place(NamedTuple):
    """Where a process finds itself."""

    hash_seed: str
    time_zone: str


PLACES = (Place("0", "UTC"), Place("1", "Pacific/Kiritimati"), Place("777", "America/Caracas"))


class Said(NamedTuple):
    """How a process ended, and what it wrote."""

    status: int
    out: str
    err: str


def said(
    words: Sequence[str], place: Place = PLACES[0], program: Sequence[str] = _WATCHFLOOR
) -> Said:
    """Return what *program*, `watchfloor` if none is given, says to *words* in its own process."""
    around = {
        "PYTHONHASHSEED": place.hash_seed,
        "PYTHONPATH": os.pathsep.join(sys.path),
        "TZ": place.time_zone,
    }
    command = [sys.executable, *program, *words]
    done = subprocess.run(  # noqa: S603  # this interpreter, with words of our own
        command, env=around, capture_output=True, text=True, timeout=PATIENCE, check=False
    )
    return Said(done.returncode, done.stdout, done.stderr)
