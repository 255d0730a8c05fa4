"""What every run keeps on disk, whatever learns in it: each file is whole or not there."""

import os
from collections.abc import Mapping
from pathlib import Path

import msgspec

from watchfloor.errors import BadInput

EXPERIMENT = "experiment.json"
"""What the run was asked to do."""
METRICS = "metrics.jsonl"
"""What was measured, a line for each step."""
MODELS = "models"
"""The folder of what was learnt."""


def put(file: Path, content: bytes) -> None:
    """Write *content* as *file*, which is never seen half written."""
    beside = file.with_name(f".{file.name}.new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        beside.replace(file)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise _unwritten(file, error) from None


def note(folder: Path, told: Mapping[str, object]) -> None:
    """Add what is *told* of a step to the metrics of the run in *folder*."""
    file = folder / METRICS
    try:
        with file.open("ab") as opened:
            opened.write(msgspec.json.encode(told) + b"\n")
    except OSError as error:
        raise _unwritten(file, error) from None


def cut(folder: Path, steps: int) -> None:
    """Forget what was noted in *folder* after so many *steps*."""
    file = folder / METRICS
    if not steps:
        file.unlink(missing_ok=True)
        return
    noted = file.read_bytes().splitlines(keepends=True)
    put(file, b"".join(noted[:steps]))


def is_free(folder: Path) -> None:
    """Refuse *folder* for a new run if there is something in it."""
    if folder.exists() and any(folder.iterdir()):
        message = f"{folder} is not empty; give another --out, or go on with --resume {folder}"
        raise BadInput(message)


def _unwritten(file: Path, error: OSError) -> BadInput:
    return BadInput(
        f"{file} cannot be written ({error.strerror}); the last checkpoint is as it was"
    )
