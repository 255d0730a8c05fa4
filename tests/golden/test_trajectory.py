"""A recorded file, byte for byte: its format, the draws behind it and the chain through it."""

from pathlib import Path

import tapes
from golden.conftest import HERE, Keep
from lookout.game import GAME
from watchfloor.evaluation.store import Stored
from watchfloor.evaluation.verification import checked

NAME = "trajectory.jsonl"


def test_a_recorded_file_is_made_again_byte_for_byte(tmp_path: Path, keep: Keep) -> None:
    """Whoever plays the same records the same file, on any machine."""
    lines = tapes.record(tmp_path / NAME)

    keep(NAME, b"".join(lines).decode("utf-8"))


def test_a_file_recorded_long_ago_replays() -> None:
    """Every episode of the file that is kept is borne out."""
    found = list(checked(HERE / NAME, lambda _: GAME))

    assert [type(it) for it in found] == [Stored] * 4
