"""Steps that are got ready in another process: the same bytes, no process left, a clear end."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.errors import BadInput
from watchfloor.training import course
from watchfloor.training.ahead import Ahead
from watchfloor.training.checkpoint import CHECKPOINT
from watchfloor.training.course import Course
from watchfloor.training.experiment import Experiment, Phase, Size
from watchfloor.training.keeping import METRICS
from watchfloor.training.supply import At, Supply
from watchfloor.training.worlds import TRAIN, story

EASY = ("stage1_basic", "stage2_multi")
TINY = Experiment(
    name="tiny",
    summary="A few steps of each kind.",
    encoding="triage",
    size=Size(width=32, layers=2, heads=1, inner=48),
    every=5,
    looks=2,
    evaluated=2,
    phases=(
        Phase(name="sft", how="sft", steps=12, scenarios=EASY, worlds=8, rate=3e-3),
        Phase(name="grpo", how="grpo", steps=4, scenarios=EASY, worlds=6, rate=1e-3),
        Phase(
            name="selfplay",
            how="selfplay",
            steps=2,
            scenarios=EASY,
            worlds=4,
            rate=1e-3,
            attacks=1,
            defends=1,
            samples=2,
        ),
        Phase(name="raft", how="raft", steps=3, scenarios=EASY, worlds=6, rate=1e-3),
    ),
)
LONG = replace(TINY, phases=(replace(TINY.phases[0], steps=2_000),))
"""A run that does not end while somebody looks away."""
SCRIPT = """
import sys
from pathlib import Path
from watchfloor.training import course
going = course.resumed(Path(sys.argv[1]))
going.ahead = 1
for _ in going.run():
    pass
"""
COMMAND = (sys.executable, "-m", "watchfloor", "train", "opensoc", "--no-evaluation", "--resume")


def _files(folder: Path) -> dict[str, bytes]:
    """Return all that a run leaves but the times that it noted."""
    kept = sorted(it for it in folder.rglob("*") if it.is_file() and it.name != METRICS)
    return {str(it.relative_to(folder)): it.read_bytes() for it in kept}


def _told(folder: Path) -> list[dict[str, float]]:
    """Return what a run noted of its steps but times."""
    times = ("seconds", "opening", "processor")
    lines = map(json.loads, (folder / METRICS).read_text().splitlines())
    return [{name: it for name, it in line.items() if name not in times} for line in lines]


def _run(folder: Path, ahead: int) -> Path:
    going = course.begun(folder, TINY)
    going.ahead = ahead
    going.go(lambda _: None)
    return folder


@pytest.fixture(name="alone", scope="module")
def _alone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _run(tmp_path_factory.mktemp("alone") / "run", 0)


@pytest.mark.parametrize("processes", [1, 2])
def test_a_run_is_the_same_with_and_without_another_process(
    alone: Path, tmp_path: Path, processes: int
) -> None:
    """Every model, every checkpoint and every number is, to the byte."""
    folder = _run(tmp_path / "run", processes)

    assert _files(folder) == _files(alone)
    assert _told(folder) == _told(alone)


def _children(parent: int) -> list[int]:
    return [int(it) for it in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]


def _alive(processes: list[int]) -> list[int]:
    return [it for it in processes if Path(f"/proc/{it}").exists()]


def _at_work(command: list[str], folder: Path) -> tuple[subprocess.Popen[str], list[int]]:
    """Start *command* for the run in *folder*, and return it with its processes, once it learns."""
    heedful = ["env", "--default-signal=INT", *command]  # whoever tests may ignore interruptions
    process = subprocess.Popen(heedful, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    metrics = folder / METRICS
    while not metrics.exists() or metrics.read_bytes().count(b"\n") < 7:
        assert process.poll() is None
        time.sleep(0.005)
    return process, _children(process.pid)


def _gone(processes: list[int]) -> bool:
    """Return whether all *processes* end within ten seconds."""
    for _ in range(100):
        if not _alive(processes):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_run_that_is_killed_leaves_no_process_and_is_gone_on_with(
    alone: Path, tmp_path: Path
) -> None:
    """After `kill -9` the other process ends by itself, and the run ends with the same bytes."""
    folder = tmp_path / "run"
    course.begun(folder, TINY)
    process, others = _at_work([sys.executable, "-c", SCRIPT, str(folder)], folder)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert others
    assert _gone(others)
    going = course.resumed(folder)
    going.ahead = 1
    going.go(lambda _: None)

    assert _files(folder) == _files(alone)


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_an_interrupted_run_leaves_no_process_and_one_sentence(tmp_path: Path) -> None:
    """Ctrl-C reaches everybody in the terminal; the run says how to go on, and all are gone."""
    folder = tmp_path / "run"
    course.begun(folder, LONG)
    process, others = _at_work([*COMMAND, str(folder), "--ahead", "1"], folder)
    for it in (process.pid, *others):
        os.kill(it, signal.SIGINT)
    _, told = process.communicate(timeout=60)

    assert told == f"watchfloor: stopped; go on with --resume {folder}\n"
    assert others
    assert _gone(others)


def _stopped(folder: Path) -> Course:
    """Return a run whose other process is killed after a few steps."""
    going = course.begun(folder, TINY)
    going.ahead = 1
    before = {*_children(os.getpid())}
    for step in going.run():
        for it in {*_children(os.getpid())} - before:
            if step.step == 7 and b"spawn_main" in Path(f"/proc/{it}/cmdline").read_bytes():
                os.kill(it, signal.SIGKILL)
    return going


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
def test_a_process_that_is_ended_stops_the_run_in_one_sentence(tmp_path: Path) -> None:
    """What was kept is as it was, and it is said how to go on."""
    with pytest.raises(BadInput, match="was ended; the last checkpoint is as it was: go on with"):
        _stopped(tmp_path / "run")

    assert (tmp_path / "run" / CHECKPOINT).exists()


def test_a_mistake_in_the_other_process_is_the_same_sentence() -> None:
    """Where the stories of all worlds are kept for evaluations, it is said from there too."""
    open_to_all, told = Supply(TINY, frozenset()), list[str]()
    worlds = [open_to_all.place.world(EASY[it % 2], TRAIN[8 + it]) for it in range(8)]
    kept = frozenset(story("opensoc", it.first) for it in worlds)
    for processes in (0, 1):
        ahead = Ahead(Supply(TINY, kept), At(0, 0), processes)
        try:
            ahead.taken(At(0, 0))
            ahead.taken(At(0, 1))
        except BadInput as error:
            told.append(str(error))
        finally:
            ahead.close()

    assert told[0].startswith("step 2 of sft has no world to learn from")
    assert told == [told[0]] * 2
