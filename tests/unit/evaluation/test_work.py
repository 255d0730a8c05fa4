"""One piece of a run, from wherever it was left."""

import gzip
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

import runs
from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models
from watchfloor.errors import UnwritableFile
from watchfloor.evaluation.run import Piece, Run
from watchfloor.evaluation.work import Desk, Tally, work

NOTING = """
from pathlib import Path
from watchfloor.play.policy import Policy

def seat(role, draws):
    with Path(__file__).with_suffix(".asked").open("a") as file:
        file.write("sat down\\n")
    return lambda seen: "I cannot tell."

POLICY = Policy(name="noting", summary="Notes every time it sits down.", seat=seat)
"""
SEATS = 2


def _work(run: Run, piece: Piece, is_stopping: Callable[[], bool] = lambda: False) -> Tally:
    with Models(Settings()) as models:
        return work(run, piece, Desk(models, is_stopping))


def _after(episodes: int) -> Callable[[], bool]:
    """Return what says to stop once so many *episodes* are played."""
    asked = count()
    return lambda: next(asked) >= episodes


class _Noted:
    """A run of one piece whose policy notes when it sits down, left after some episodes."""

    def __init__(self, folder: Path, left_after: int) -> None:
        policy = folder / "noting.py"
        policy.write_text(NOTING, "utf-8")
        self._asked = policy.with_suffix(".asked")
        self.run = runs.begun(folder / "run", runs.suite((str(policy),), seeds=5))
        self.piece = next(self.run.pieces())
        _work(self.run, self.piece, _after(left_after))
        self.tape = self.run.trajectories(self.piece)
        self.part = self.run.kept(self.piece).with_suffix(".part")

    @property
    def sat_down(self) -> int:
        """How many episodes the policy was asked to play."""
        return self._asked.read_text("utf-8").count("\n") // SEATS

    def end(self) -> tuple[bytes, bytes]:
        """Play what is left, and return what is kept of it all."""
        _work(self.run, self.piece)
        packed = (self.run.path / self.piece.file).read_bytes()
        return gzip.decompress(packed), self.run.kept(self.piece).read_bytes()


@pytest.mark.parametrize("left_after", range(6))
def test_a_piece_goes_on_where_it_was_left(tmp_path: Path, left_after: int) -> None:
    """Nobody plays a finished episode again."""
    noted = _Noted(tmp_path, left_after)
    noted.end()

    assert noted.sat_down == 5


def test_a_piece_that_was_left_comes_to_what_one_played_at_one_go_does(tmp_path: Path) -> None:
    """A stop leaves no trace in trajectories or results."""
    run = runs.begun(tmp_path / "whole")
    torn = runs.begun(tmp_path / "torn")
    for piece in run.pieces():
        _work(run, piece)
        for _ in range(5):
            _work(torn, piece, _after(1))

    for piece in run.pieces():
        assert (run.path / piece.file).read_bytes() == (torn.path / piece.file).read_bytes()
        assert run.kept(piece).read_bytes() == torn.kept(piece).read_bytes()


def test_an_episode_whose_result_stands_is_not_played_again(tmp_path: Path) -> None:
    """If only the last line is missing, it is made from the lines before it."""
    noted = _Noted(tmp_path, 3)
    lines = noted.tape.read_bytes().splitlines(keepends=True)
    noted.tape.write_bytes(b"".join(lines[:-1]))
    noted.end()

    assert noted.sat_down == 5


@pytest.mark.slow
def test_a_piece_that_was_cut_at_any_byte_ends_as_if_it_were_not(tmp_path: Path) -> None:
    """Wherever trajectories or results break off, the end is the same to the byte."""
    noted = _Noted(tmp_path, 3)
    tape, part = noted.tape.read_bytes(), noted.part.read_bytes()
    whole = noted.end()
    kept = noted.run.kept(noted.piece)
    for file, stood in ((noted.tape, tape), (noted.part, part)):
        for size in range(0, len(stood), 97):
            kept.unlink()
            (noted.run.path / noted.piece.file).unlink()
            noted.tape.write_bytes(tape)
            noted.part.write_bytes(part)
            file.write_bytes(stood[:size])

            assert noted.end() == whole


def test_a_result_that_is_not_of_its_trajectory_is_made_again(tmp_path: Path) -> None:
    """What does not go together is not kept."""
    noted = _Noted(tmp_path, 3)
    results = noted.part.read_bytes().splitlines(keepends=True)
    noted.part.write_bytes(results[1] + results[0] + results[2])
    noted.end()

    assert noted.sat_down == 3 + 5


def test_a_finished_piece_is_left_alone(tmp_path: Path) -> None:
    """Whoever comes again finds that there is nothing to do."""
    noted = _Noted(tmp_path, 5)
    first, tally = noted.end(), _work(noted.run, noted.piece)

    assert (tally.stood, tally.played) == (5, 0)
    assert noted.end() == first


def test_a_piece_that_was_packed_and_not_put_away_is(tmp_path: Path) -> None:
    """A process may be killed between the two."""
    noted = _Noted(tmp_path, 5)
    first = noted.end()
    noted.run.kept(noted.piece).rename(noted.part)

    assert noted.end() == first
    assert noted.sat_down == 5


def test_a_folder_that_is_gone_is_told_in_a_sentence(tmp_path: Path) -> None:
    """What cannot be written is said with what stands and what to do."""
    run = runs.begun(tmp_path / "run")
    (run.path / "pieces").rmdir()

    with pytest.raises(UnwritableFile, match="every finished episode is kept, so make room"):
        _work(run, next(run.pieces()))
