"""JSON Lines on disk."""

import resource
from collections.abc import Iterator
from pathlib import Path

import pytest
from msgspec.structs import replace

import episodes
import tapes
from lookout.game import GAME
from watchfloor.errors import BadInput, UnreadableFile, UnwritableFile
from watchfloor.evaluation import recording, store
from watchfloor.evaluation.store import Stored, Torn, Writer, counted
from watchfloor.play.trajectory import START, Close


def test_what_is_written_is_read(tmp_path: Path) -> None:
    """An episode comes back equal, with its place and what it follows."""
    path, trajectory = tmp_path / "file", episodes.recorded()
    with Writer(path) as writer:
        for line in trajectory.records:
            writer.add(line)

    assert list(store.read(path)) == [Stored(1, 1, START, trajectory)]


def test_the_writer_knows_what_follows(tmp_path: Path) -> None:
    """The next line follows the last one that was written."""
    trajectory = episodes.recorded()
    with Writer(tmp_path / "file") as writer:
        before = writer.previous
        writer.add(trajectory.header)

        assert (before, writer.previous) == (START, trajectory.header.hash)


def test_a_record_that_was_not_sealed_is_not_kept(tmp_path: Path) -> None:
    """A line without its hash would break the chain, and none of it is written."""
    path = tmp_path / "file"
    with Writer(path) as writer:
        with pytest.raises(BadInput, match=r"carries no hash .* seal its record first"):
            writer.add(replace(episodes.recorded().header, hash=""))

        assert path.read_bytes() == b""


def test_every_line_is_on_disk_as_soon_as_it_is_added(tmp_path: Path) -> None:
    """Nothing waits in memory for a process that may be killed."""
    path = tmp_path / "file"
    with Writer(path) as writer:
        for count, line in enumerate(episodes.recorded().records, start=1):
            writer.add(line)

            assert path.read_bytes().count(b"\n") == count


def test_a_file_is_never_written_over(tmp_path: Path) -> None:
    """What stands at a path stays there, be it a file, a folder or a link to nowhere."""
    (tmp_path / "file").write_bytes(b"dear diary")
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "absent")
    for name in ("file", "folder", "link"):
        with pytest.raises(UnwritableFile, match="exists already; give a path where nothing"):
            Writer(tmp_path / name)

    assert (tmp_path / "file").read_bytes() == b"dear diary"
    assert not (tmp_path / "absent").exists()


def test_a_name_with_a_null_in_it_cannot_be_created(tmp_path: Path) -> None:
    """What no file can be called is refused like a folder that is absent."""
    with pytest.raises(UnwritableFile, match="cannot be created"):
        Writer(tmp_path / "a\0b")


def test_a_failure_leaves_the_file_without_its_last_line(tmp_path: Path) -> None:
    """A file whose writer did not come to its end does not say that it is whole."""
    path = tmp_path / "file"
    with pytest.raises(ZeroDivisionError), Writer(path) as writer:  # noqa: PT012  # the failure is inside the writer's block
        for line in episodes.recorded().records:
            writer.add(line)
        raise ZeroDivisionError
    stored, torn = list(store.read(path))

    assert isinstance(stored, Stored)
    assert isinstance(torn, Torn)
    assert torn.reason.startswith("the file ends without its closing line")


@pytest.fixture
def narrow() -> Iterator[int]:
    """Let no file of this process grow beyond the number of bytes returned."""
    size = 6_000
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
    yield size
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))


def test_a_line_that_does_not_fit_is_told_with_what_stands(tmp_path: Path, narrow: int) -> None:
    """The sentence counts the finished episodes, and all of them can be read."""
    path = tmp_path / "file"
    tables = [episodes.table()] * 9
    with pytest.raises(UnwritableFile) as raised, Writer(path) as writer:
        list(recording.episodes(GAME, tables, writer))
    finished = tapes.finished(path.read_bytes())

    assert path.stat().st_size == narrow
    assert f"(File too large); {counted(finished, 'finished episode')} in it" in str(raised.value)
    assert [type(it) for it in store.read(path)] == [Stored] * finished + [Torn]


def test_an_absent_file_cannot_be_read(tmp_path: Path) -> None:
    """The sentence says why, and what to give instead."""
    with pytest.raises(UnreadableFile, match=r"\(No such file or directory\); give a trajectory"):
        list(store.read(tmp_path / "absent"))


def test_a_name_with_a_null_in_it_cannot_be_read(tmp_path: Path) -> None:
    """What no file can be called is refused like one that is absent."""
    with pytest.raises(UnreadableFile, match="cannot be read"):
        list(store.read(tmp_path / "a\0b"))


def test_an_empty_file_is_no_trajectory(tmp_path: Path) -> None:
    """A file of nothing was never begun."""
    with pytest.raises(UnreadableFile, match="is empty; give a file that `play --out` wrote"):
        tapes.read(tmp_path / "file", b"")


@pytest.mark.parametrize("ending", [b"\r\n", b" \n", b"\t\n"])
def test_another_spelling_of_the_same_is_noticed(tmp_path: Path, ending: bytes) -> None:
    """A line has one spelling, so that an editor that saved the file is seen."""
    lines = tapes.record(tmp_path / "whole")
    lines[2] = lines[2].rstrip(b"\n") + ending
    _, torn = tapes.read(tmp_path / "file", b"".join(lines))

    assert torn == Torn(1, 3, "the line is not spelled as its writer spells it")


def test_a_file_may_hold_no_episode(tmp_path: Path) -> None:
    """A writer that was handed nothing closes a file of nothing."""
    with Writer(tmp_path / "file"):
        pass
    [line] = tapes.decoded((tmp_path / "file").read_bytes().splitlines())

    assert isinstance(line, Close)
    assert line.episodes == 0
    assert list(store.read(tmp_path / "file")) == []


@pytest.mark.parametrize(
    ("number", "said"), [(0, "0 turns"), (1, "1 turn"), (2, "2 turns"), (1000, "1,000 turns")]
)
def test_things_are_counted_in_words(number: int, said: str) -> None:
    """One is one thing, and everything else is several."""
    assert counted(number, "turn") == said
