"""Pieces of a run, given to whoever is at work."""

from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import runs
from watchfloor.evaluation.run import Piece
from watchfloor.evaluation.work import Tally
from watchfloor.evaluation.workers import Team, in_turn


def test_few_pieces_wait_at_a_time(tmp_path: Path) -> None:
    """A run of any size is given out piece by piece, so that it takes no more memory."""
    piece = next(runs.begun(tmp_path / "run").pieces())
    given, done = list[int](), list[int]()

    def pieces() -> Iterator[Piece]:
        for number in range(50):
            given.append(number)
            yield piece

    def submit(one: Piece) -> Future[Tally]:
        future = Future[Tally]()
        future.set_result(Tally(one, 0, 1, 0.0, 0.0))
        return future

    waiting = list[int]()
    for _ in in_turn([Team(pieces(), submit, 4)]):
        done.append(1)
        waiting.append(len(given) - len(done))

    assert (len(given), len(done)) == (50, 50)
    assert max(waiting) == 4
