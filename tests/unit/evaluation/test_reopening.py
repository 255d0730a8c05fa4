"""Runs opened again where a player could not be asked."""

import gzip
import shutil
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

import runs
from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models
from watchfloor.evaluation import store
from watchfloor.evaluation.reopening import reopened
from watchfloor.evaluation.run import Piece, Run
from watchfloor.evaluation.store import Stored
from watchfloor.evaluation.work import Desk, work

FAILING = """
from pathlib import Path
from watchfloor.play.action import NoReply
from watchfloor.play.policy import Policy

def seat(role, draws):
    asked, down = Path(__file__).with_suffix(".asked"), Path(__file__).with_suffix(".down")
    number = asked.read_text().count("x") if asked.exists() else 0
    with asked.open("a") as file:
        file.write("x")
    is_down = down.exists() and str(number // 2) in down.read_text().split()
    return lambda seen: NoReply("nobody answers") if is_down else "I cannot tell."

POLICY = Policy(name="failing", summary="Cannot always be asked.", seat=seat)
"""
SEEDS = 5


class _Failed:
    """A run of one piece in which some episodes have no reply."""

    def __init__(self, folder: Path, without: str) -> None:
        policy = folder / "failing.py"
        policy.write_text(FAILING, "utf-8")
        self._asked, self.down = policy.with_suffix(".asked"), policy.with_suffix(".down")
        self.down.write_text(without, "utf-8")
        self.run = runs.begun(folder / "run", runs.suite((str(policy),), seeds=SEEDS))
        self.pieces = list(self.run.pieces())
        self.play()
        self.down.unlink()

    @property
    def sat_down(self) -> int:
        """How many episodes were played by now."""
        return self._asked.read_text("utf-8").count("x") // 2

    def play(self, is_stopping: Callable[[], bool] = lambda: False) -> None:
        """Play what is left of the first piece."""
        with Models(Settings()) as models:
            work(self.run, self.pieces[0], Desk(models, is_stopping))

    def kept(self) -> tuple[bytes, bytes]:
        """Return the trajectories and the results of the first piece."""
        return _kept(self.run, self.pieces[0])


def _kept(run: Run, piece: Piece) -> tuple[bytes, bytes]:
    packed = (run.path / piece.file).read_bytes()
    return gzip.decompress(packed), run.kept(piece).read_bytes()


@pytest.mark.parametrize(("without", "failed"), [("1 3", 2), ("0", 1), ("4", 1), ("0 1 2 3 4", 5)])
def test_only_who_did_not_reply_is_asked_again(tmp_path: Path, without: str, failed: int) -> None:
    """What comes of it is what a run in which nothing failed comes to, to the byte."""
    policy = tmp_path / "failing.py"
    whole = _Failed(tmp_path, "").kept()
    shutil.rmtree(tmp_path / "run")
    policy.with_suffix(".asked").unlink()
    opened = _Failed(tmp_path, without)

    assert reopened(opened.run) == failed
    before = opened.sat_down
    opened.play()
    assert opened.sat_down - before == failed
    assert opened.kept() == whole


def test_what_is_opened_may_be_stopped_anywhere(tmp_path: Path) -> None:
    """What was laid aside stays there until all of it is in its place."""
    opened = _Failed(tmp_path, "1 3")
    reopened(opened.run)
    before = opened.sat_down
    for _ in range(SEEDS + 1):
        asked = count()
        opened.play(lambda: next(asked) >= 1)  # noqa: B023  # used at once

    assert opened.sat_down - before == 2
    assert not list((opened.run.path / "pieces").glob("*.aside*"))


def test_what_is_opened_is_one_chain(tmp_path: Path) -> None:
    """Episodes that are put back follow those that were played anew."""
    opened = _Failed(tmp_path, "0")
    reopened(opened.run)
    opened.play()
    found = list(store.read(opened.run.path / opened.pieces[0].file))

    assert [isinstance(it, Stored) for it in found] == [True] * SEEDS


def test_a_piece_that_was_half_opened_is_played(tmp_path: Path) -> None:
    """A process may be killed when the results are laid aside and the trajectories are not."""
    opened = _Failed(tmp_path, "2")
    packed = opened.run.path / opened.pieces[0].file
    tape = packed.read_bytes()
    reopened(opened.run)
    packed.write_bytes(tape)
    opened.play()

    assert b"nobody answers" not in opened.kept()[1]


def test_a_run_in_which_everybody_replied_stays_closed(tmp_path: Path) -> None:
    """There is nothing to do, and nothing is touched."""
    run = runs.finished(tmp_path / "run")
    before = (run.path / "results.jsonl").read_bytes()

    assert reopened(run) == 0
    assert (run.path / "results.jsonl").read_bytes() == before
