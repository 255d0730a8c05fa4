"""A recorded file held against the game."""

from pathlib import Path
from typing import Any, NoReturn

import pytest

import tapes
from lookout.game import GAME
from watchfloor.errors import BadInput
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.evaluation.verification import checked
from watchfloor.play.game import Game


def _game_of(_name: str) -> Game[Any]:
    return GAME


def _no_game(name: str) -> NoReturn:
    message = f"there is no {name}"
    raise BadInput(message)


def test_every_episode_that_replays_is_returned(tmp_path: Path) -> None:
    """A whole file is its episodes, and nothing else."""
    tapes.record(tmp_path / "file")

    assert [type(it) for it in checked(tmp_path / "file", _game_of)] == [Stored] * 4


def test_the_first_thing_that_does_not_hold_is_the_last_that_is_returned(tmp_path: Path) -> None:
    """What follows a damage is not judged."""
    lines = tapes.record(tmp_path / "file")
    (tmp_path / "file").write_bytes(b"".join((*lines[:6], *lines[7:])))
    found = list(checked(tmp_path / "file", _game_of))

    assert [type(it) for it in found] == [Stored, Torn]


def test_a_divergence_is_told_by_its_line_in_the_file(tmp_path: Path) -> None:
    """The line is counted from the top of the file, not from that of the episode."""
    said, claimed = b'"status":"malformed"', b'"status":"ok"'
    lines = tapes.record(tmp_path / "file")
    place = next(place for place, line in enumerate(lines, start=1) if said in line)
    forged = tapes.resealed(tapes.decoded([line.replace(said, claimed) for line in lines]))
    _, torn = tapes.replayed(tmp_path / "file", b"".join(forged))

    assert torn is not None
    assert (torn.episode, torn.line) == (3, place)


def test_a_game_that_is_not_at_hand_is_a_mistake_of_the_caller(tmp_path: Path) -> None:
    """A file is not called false because its game is missing."""
    tapes.record(tmp_path / "file")

    with pytest.raises(BadInput, match="there is no lookout"):
        list(checked(tmp_path / "file", _no_game))
