"""Episodes played one after another."""

from collections.abc import Iterator
from pathlib import Path

import episodes
import tapes
from lookout.game import GAME
from watchfloor.evaluation import recording
from watchfloor.evaluation.store import Writer
from watchfloor.play.episode import Table
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START

TABLES = [episodes.table(policy) for policy in ("random", "heuristic", "oracle")]


def test_each_episode_follows_the_one_before() -> None:
    """The chain runs through all of them, recorded or not."""
    played = list(recording.episodes(GAME, TABLES))

    assert [it.header.previous for it in played] == [START, *(it.end.hash for it in played[:-1])]


def test_what_is_recorded_is_what_is_played(tmp_path: Path) -> None:
    """The file holds the very episodes that were handed on."""
    with Writer(tmp_path / "file") as writer:
        played = list(recording.episodes(GAME, TABLES, writer))
    stored, torn = tapes.read(tmp_path / "again", (tmp_path / "file").read_bytes())

    assert torn is None
    assert [it.trajectory for it in stored] == played
    assert played == list(recording.episodes(GAME, TABLES))


def test_an_episode_is_on_disk_before_it_is_handed_on(tmp_path: Path) -> None:
    """Whoever has seen an episode can rely on its being kept."""
    path = tmp_path / "file"
    with Writer(path) as writer:
        for count, _ in enumerate(recording.episodes(GAME, TABLES, writer), start=1):
            assert tapes.finished(path.read_bytes()) == count


def test_two_rounds_go_into_one_file(tmp_path: Path) -> None:
    """A second round follows what the writer has already written."""
    path = tmp_path / "file"
    with Writer(path) as writer:
        for _ in range(2):
            list(recording.episodes(GAME, TABLES, writer))
    stored, torn = tapes.replayed(path, path.read_bytes())

    assert (len(stored), torn) == (6, None)


def test_episodes_are_played_only_when_they_are_asked_for() -> None:
    """Any number of tables can be given, since none is laid before its turn."""
    laid: list[int] = []

    def tables() -> Iterator[Table]:
        for number in range(1_000_000):
            laid.append(number)
            yield TABLES[0]

    first = next(recording.episodes(GAME, tables()))

    assert laid == [0]
    assert first == play(GAME, TABLES[0])
