"""Steps that are got ready in another process: the same bytes, no process left, a clear end."""

import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from contextlib import closing
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
from watchfloor.training.pool import Pool
from watchfloor.training.supply import At, Supply, seeds_of
from watchfloor.training.worlds import story

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
            steps=8,
            scenarios=EASY,
            worlds=4,
            rate=1e-3,
            attacks=2,
            defends=1,
            samples=3,
            quick=300.0,  # nearly all that is guessed of the attacker is wrong
        ),
        Phase(name="raft", how="raft", steps=3, scenarios=EASY, worlds=6, rate=1e-3),
    ),
)
SHOWN, REWARDED, DUELLED = 7, 14, 21
"""Steps after which a run is among demonstrations, rewards, and opponents."""
AMONG = (SHOWN, REWARDED, DUELLED)
LONG = replace(TINY, phases=(replace(TINY.phases[0], steps=2_000),))
"""A run that does not end while somebody looks away."""
SCRIPT = """
import sys
from pathlib import Path
from watchfloor.training import course
going = course.resumed(Path(sys.argv[1]))
going.ahead = int(sys.argv[2])
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
    times = ("seconds", "waiting", "processor")
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


def _at_work(
    command: list[str], folder: Path, steps: int = SHOWN
) -> tuple[subprocess.Popen[str], list[int]]:
    """Start *command* for the run in *folder*, and return it with its processes once it learns."""
    heedful = ["env", "--default-signal=INT", *command]  # whoever tests may ignore interruptions
    process = subprocess.Popen(heedful, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    metrics = folder / METRICS
    while not metrics.exists() or metrics.read_bytes().count(b"\n") < steps:
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
@pytest.mark.parametrize(("steps", "processes"), [(SHOWN, 1), (REWARDED, 2), (DUELLED, 1)])
def test_a_run_that_is_killed_leaves_no_process_and_is_gone_on_with(
    alone: Path, tmp_path: Path, steps: int, processes: int
) -> None:
    """After `kill -9` the others end by themselves, and the run ends with the same bytes."""
    folder = tmp_path / "run"
    course.begun(folder, TINY)
    command = [sys.executable, "-c", SCRIPT, str(folder), str(processes)]
    process, others = _at_work(command, folder, steps)
    os.kill(process.pid, signal.SIGKILL)
    process.communicate()
    assert len(others) >= processes
    assert _gone(others)
    going = course.resumed(folder)
    assert going.phase == AMONG.index(steps)
    going.ahead = processes
    going.go(lambda _: None)

    assert _files(folder) == _files(alone)
    assert _told(folder) == _told(alone)


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


def _stopped(folder: Path, steps: int) -> Course:
    """Return a run whose other process is killed after so many *steps*."""
    going = course.begun(folder, TINY)
    going.ahead = 1
    before = {*_children(os.getpid())}
    for done, _ in enumerate(going.run(), start=1):
        for it in {*_children(os.getpid())} - before:
            if done == steps and b"spawn_main" in Path(f"/proc/{it}/cmdline").read_bytes():
                os.kill(it, signal.SIGKILL)
    return going


@pytest.mark.skipif(not Path("/proc").exists(), reason="looks for processes in /proc")
@pytest.mark.parametrize("steps", AMONG)
def test_a_process_that_is_ended_stops_the_run_in_one_sentence(tmp_path: Path, steps: int) -> None:
    """What was kept is as it was, and it is said how to go on."""
    with pytest.raises(BadInput, match="was ended; the last checkpoint is as it was: go on with"):
        _stopped(tmp_path / "run", steps)

    assert (tmp_path / "run" / CHECKPOINT).exists()
    assert (tmp_path / "run" / METRICS).read_bytes().count(b"\n") < max(steps, REWARDED) + 2


@pytest.mark.parametrize("phase", [0, 1])
def test_a_mistake_in_the_other_process_is_the_same_sentence(phase: int) -> None:
    """Where the stories of all worlds are kept for evaluations, it is said from there too."""
    at, told = At(phase, 1), list[str]()
    place = Supply(TINY, frozenset()).place
    worlds = [place.world(EASY[number % 2], seed) for number, seed in enumerate(seeds_of(TINY, at))]
    kept = frozenset(story("opensoc", it.first) for it in worlds)
    for processes in (0, 1):
        with closing(Ahead(Supply(TINY, kept), At(phase, 0), processes)) as ahead:
            ahead.taken(At(phase, 0), Pool())
            with pytest.raises(BadInput) as caught:
                ahead.taken(at, Pool())
        told.append(str(caught.value))

    assert told[0].startswith(f"step 2 of {TINY.phases[phase].name} has no world to learn from")
    assert told == [told[0]] * 2


def test_processes_without_a_step_are_not_started() -> None:
    """Of the last three steps one is played here, and for two no third process is needed."""
    before = {*multiprocessing.active_children()}
    with closing(Ahead(Supply(TINY, frozenset()), At(3, 0), 5)):
        assert len({*multiprocessing.active_children()} - before) == 2
    assert not {*multiprocessing.active_children()} - before
