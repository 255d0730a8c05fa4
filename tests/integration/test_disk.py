"""Disks that are full and folders that are locked: one sentence, and what was finished is kept."""

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import tapes
from integration.terminal import COMMAND, LOOKOUT, UNMEASURED, Done, complaint, run
from lookout.game import GAME
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.evaluation.verification import checked

NOT_POSSIBLE = 77
DROPPED = f"""
import contextlib, io, os, sys
from watchfloor.cli import main
with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()):
    main(["play", "lookout", "--seed", "7"])
    main(["show", "absent"])
    main(["replay", "absent"])
try:
    if os.geteuid() == 0:
        os.setgroups([])
        os.setgid(65534)
        os.setuid(65534)
except OSError:
    os._exit({NOT_POSSIBLE})
status = main(sys.argv[1:])
sys.stdout.flush()
sys.stderr.flush()
os._exit(status)
"""
"""A process that reads everything it needs before it gives up its rights."""
MANY = ("play", str(LOOKOUT), "--seed", "7", "--episodes", "200", "--json", "--out")


def _shell(
    line: str, *words: str | Path, folder: Path, environment: dict[str, str] | None = None
) -> Done:
    """Run *line* of shell, in which `"$@"` is the command line with *words*."""
    done = subprocess.run(
        ["/bin/sh", "-c", line, "sh", *COMMAND, *map(str, words)],
        cwd=folder,
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    return Done(done.returncode, done.stdout, done.stderr)


def _held(path: Path) -> tuple[int, Torn]:
    """Return how many episodes of the file at *path* replay, and where it ends."""
    *stored, torn = checked(path, lambda _: GAME)

    assert isinstance(torn, Torn)
    assert all(isinstance(it, Stored) for it in stored)
    assert len(stored) == tapes.finished(path.read_bytes())
    return len(stored), torn


def test_a_file_that_may_grow_no_further_keeps_what_is_finished(tmp_path: Path) -> None:
    """At a limit in the middle of a line, the sentence counts the episodes that can be read."""
    line = 'ulimit -f 64; exec "$@"'
    done = _shell(line, *MANY, "out.jsonl", folder=tmp_path, environment=UNMEASURED)
    told = complaint(done)
    held, torn = _held(tmp_path / "out.jsonl")

    assert "'out.jsonl' cannot be written to (File too large)" in told
    assert f"{held} finished episodes in it can be read" in told
    assert torn.is_cut
    assert held > 5


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Path]:
    """Return a folder on a disk of 64 KiB."""
    disk = tmp_path / "disk"
    disk.mkdir()
    mount, unmount = shutil.which("mount"), shutil.which("umount")
    if not mount or not unmount:
        pytest.skip("there is no mount command here")
    words = [mount, "-t", "tmpfs", "-o", "size=64k", "tmpfs", str(disk)]
    if subprocess.run(words, check=False, capture_output=True).returncode:
        pytest.skip("mounting a small disk is not permitted here")
    yield disk
    subprocess.run([unmount, str(disk)], check=True)


def test_a_full_disk_keeps_what_is_finished(small: Path) -> None:
    """When the disk is full, the sentence says so, and the finished episodes replay."""
    done = run(*MANY, small / "out.jsonl")
    held, _ = _held(small / "out.jsonl")

    assert "cannot be written to (No space left on device)" in complaint(done)
    assert held > 5


def test_a_disk_that_is_full_from_the_start_is_told(small: Path) -> None:
    """Where not one line fits, no episode is claimed, and the file beside is untouched."""
    filled = small / "filled"
    with pytest.raises(OSError, match="No space left"):
        filled.write_bytes(b"x" * (1 << 20))
    size = filled.stat().st_size
    done = run(*MANY, small / "out.jsonl")

    assert "0 finished episodes in it can be read" in complaint(done)
    assert filled.stat().st_size == size


@pytest.mark.parametrize("words", [("--episodes", "3"), ("--json",), ()])
def test_a_screen_that_takes_nothing_is_told(tmp_path: Path, words: tuple[str, ...]) -> None:
    """A result that cannot be printed is no success."""
    done = _shell('"$@" > /dev/full', "play", LOOKOUT, "--seed", "7", *words, folder=tmp_path)

    assert complaint(done).startswith("the result cannot be printed (No space left on device)")


@pytest.mark.parametrize("closed", [">&-", "2>&-", ">&- 2>&-", "<&-"])
def test_a_closed_stream_is_no_mistake(tmp_path: Path, closed: str) -> None:
    """Whoever closes a stream does not want to read it, and the file is written all the same."""
    words = ("play", LOOKOUT, "--seed", "7", "--out", "out.jsonl")
    done = _shell(f'"$@" {closed}', *words, folder=tmp_path)
    _, torn = tapes.replayed(tmp_path / "again", (tmp_path / "out.jsonl").read_bytes())

    assert (done.status, done.err, torn) == (0, "", None)


def _as_nobody(*words: str | Path, folder: Path) -> Done:
    """Run the command line as a user who owns nothing."""
    done = subprocess.run(
        [sys.executable, "-B", "-c", DROPPED, *map(str, words)],
        cwd=folder,
        env=UNMEASURED,
        check=False,
        capture_output=True,
        encoding="utf-8",
    )
    return Done(done.returncode, done.stdout, done.stderr)


@pytest.fixture
def locked() -> Iterator[Path]:
    """Return a folder that nobody may write to, with files that nobody may read."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(LOOKOUT, folder / "lookout")
        tapes.record(folder / "whole.jsonl")
        (folder / "mine.toml").write_text('name = "mine"\n')
        (folder / "vault").mkdir()
        (folder / "vault" / "game.py").write_text("")
        for path in (folder / "whole.jsonl", folder / "mine.toml", folder / "vault"):
            path.chmod(0)
        folder.chmod(0o555)
        if _as_nobody("play", "--help", folder=folder).status != 0:  # the checkout may be locked
            pytest.skip("no process may become a user who owns nothing here and reads the package")
        yield folder
        folder.chmod(0o755)
        (folder / "vault").chmod(0o755)


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("play lookout --seed 7 --out file", "'file' cannot be created (Permission denied)"),
        ("play lookout --seed 7 --out vault/file", "cannot be created (Permission denied)"),
        ("play lookout --seed 7 --recipe mine.toml", "'mine.toml' cannot be read (Permission"),
        ("play lookout --seed 7 --recipe vault/mine", "no recipe called 'vault/mine'"),
        ("play vault --seed 7", "folder 'vault' holds no game.py"),
        ("play vault/game --seed 7", "no game called 'vault/game'"),
        ("replay whole.jsonl --game lookout", "'whole.jsonl' cannot be read (Permission denied)"),
        ("show whole.jsonl --game lookout", "'whole.jsonl' cannot be read (Permission denied)"),
        ("replay vault/file --game lookout", "'vault/file' cannot be read (Permission denied)"),
    ],
)
def test_what_is_not_permitted_is_told(locked: Path, line: str, said: str) -> None:
    """A user who may not read or write reads why, in one sentence."""
    done = _as_nobody(*line.split(), folder=locked)

    assert said in complaint(done)
    assert done.out == ""
