"""A process that is stopped: killed, interrupted, or left by its reader."""

import signal
import subprocess
import time
from pathlib import Path

import pytest

import tapes
from endpoint import MONITOR, Server, later, say
from integration.going import started
from integration.terminal import COMMAND, LOOKOUT, call
from lookout.game import GAME
from watchfloor.evaluation.store import Stored, Torn
from watchfloor.evaluation.verification import checked

ENDLESS = 10_000_000
"""Episodes; more than anybody waits for."""


def _playing(path: Path, *words: str) -> "subprocess.Popen[str]":
    """Return a process that plays episode after episode into the file at *path*."""
    command = ["play", LOOKOUT, "--seed", "1", "--episodes", ENDLESS, "--out", path]
    return started(*command, *words)


def _wait(path: Path, size: int) -> None:
    """Wait until the file at *path* has *size* bytes."""
    until = time.monotonic() + 60
    while not path.exists() or path.stat().st_size < size:
        assert time.monotonic() < until, "nothing is written"
        time.sleep(0.001)


@pytest.mark.slow
@pytest.mark.parametrize("size", [1, 10_000, 300_000, 1_234_567, 7_000_000])
def test_a_killed_process_loses_no_finished_episode(tmp_path: Path, size: int) -> None:
    """Whenever a process is killed, every episode it finished is read back and replays."""
    path = tmp_path / "out.jsonl"
    with _playing(path) as process:
        _wait(path, size)
        process.kill()
    finished = tapes.finished(path.read_bytes())
    *stored, torn = checked(path, lambda _: GAME)

    assert process.returncode == -signal.SIGKILL
    assert isinstance(torn, Torn)
    assert all(isinstance(it, Stored) for it in stored)
    assert len(stored) == finished >= size // 3_000
    assert torn.line == path.read_bytes().count(b"\n") + 1


@pytest.mark.slow
@pytest.mark.parametrize("sent", [signal.SIGINT, signal.SIGTERM])
def test_what_was_played_before_an_interruption_can_be_read(tmp_path: Path, sent: int) -> None:
    """A file whose writer was stopped shows its episodes and is not taken for a whole one."""
    path = tmp_path / "out.jsonl"
    with _playing(path) as process:
        _wait(path, 50_000)
        process.send_signal(sent)
    shown = call("show", path, "--episode", "3", "--game", LOOKOUT)
    replayed = call("replay", path, "--game", LOOKOUT)

    assert (shown.status, shown.out[:10]) == (0, "episode 3:")
    assert replayed.status in (1, 2)
    assert "before it replayed as recorded" in replayed.out + replayed.err


@pytest.mark.slow
@pytest.mark.parametrize("words", [(), ("--json",)])
def test_an_interruption_is_told_in_one_line(tmp_path: Path, words: tuple[str, ...]) -> None:
    """Whoever presses Ctrl-C reads that what is finished is kept, and the status is 130."""
    path = tmp_path / "out.jsonl"
    with _playing(path, *words) as process:
        _wait(path, 20_000)
        process.send_signal(signal.SIGINT)
        _, err = process.communicate(timeout=60)

    assert process.returncode == 130
    assert err == "watchfloor: stopped; every finished episode of a recorded file is kept\n"


@pytest.mark.slow
def test_a_run_that_waits_for_a_model_stops_at_once() -> None:
    """Ctrl-C is heard while an endpoint says nothing, and no word is lost about what went on."""
    with Server(later(60, say(MONITOR))) as server:
        words = ("play", "opensoc", "--seed", "7", "--defender", "openai:m")
        with started(*words, "--base-url", server.url) as process:
            until = time.monotonic() + 60
            while not server.asked:
                assert time.monotonic() < until, "nobody is asked"
                time.sleep(0.01)
            process.send_signal(signal.SIGINT)
            out, err = process.communicate(timeout=60)

    assert (process.returncode, out) == (130, "")
    assert err == "watchfloor: stopped; every finished episode of a recorded file is kept\n"


def _left(*words: object, folder: Path) -> tuple[int, str]:
    """Return the status and the complaints of a command whose reader leaves after one line."""
    with subprocess.Popen(
        [*COMMAND, *map(str, words)],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        bufsize=0,
    ) as process:
        assert process.stdout
        assert process.stderr
        assert process.stdout.read(1)
        process.stdout.close()
        err = process.stderr.read()
    return process.returncode, err.decode()


@pytest.mark.parametrize(
    "words",
    [
        ("catalog",),
        ("play", LOOKOUT, "--seed", "7"),
        ("play", LOOKOUT, "--seed", "7", "--episodes", "2000", "--json"),
        ("play", LOOKOUT, "--seed", "7", "--episodes", "20"),
    ],
)
def test_a_reader_who_leaves_is_no_mistake(tmp_path: Path, words: tuple[object, ...]) -> None:
    """Whoever reads the first line only gets it, and no complaint."""
    assert _left(*words, folder=tmp_path) == (0, "")


@pytest.mark.slow
def test_a_reader_who_leaves_does_not_stop_a_recording(tmp_path: Path) -> None:
    """A file that was asked for is written to its end, whoever reads along."""
    words = ("play", LOOKOUT, "--seed", "7", "--episodes", "2000", "--json", "--out", "out.jsonl")
    left = _left(*words, folder=tmp_path)
    done = call("replay", "out.jsonl", "--game", LOOKOUT, folder=tmp_path)

    assert left == (0, "")
    assert done.out == "verified: 2,000 episodes replayed as recorded, none missing\n"
