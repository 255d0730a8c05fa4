"""What goes wrong in a run is told in one sentence, and what was kept before stays as it was."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.errors import BadInput
from watchfloor.training import course, keeping
from watchfloor.training.board import Board
from watchfloor.training.checkpoint import CHECKPOINT
from watchfloor.training.experiment import Experiment, Phase, Size, Told
from watchfloor.training.supply import Supply
from watchfloor.training.worlds import story

TINY = Experiment(
    name="tiny",
    summary="A few steps.",
    encoding="triage",
    size=Size(width=32, layers=1, heads=1, inner=32),
    every=2,
    looks=1,
    evaluated=1,
    phases=(
        Phase(name="sft", how="sft", steps=8, scenarios=("stage1_basic",), worlds=2, rate=1e-3),
    ),
)
FULL = """
import resource, sys
from pathlib import Path
from watchfloor.__main__ import main
limit = int(sys.argv[2])
resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
sys.argv = ["watchfloor", "train", "opensoc", "--resume", sys.argv[1], "--no-evaluation"]
sys.exit(main())
"""


def test_a_full_disk_leaves_the_last_checkpoint_as_it_was(tmp_path: Path) -> None:
    """Where no file can grow, the run ends in one sentence, and can be gone on with."""
    folder = tmp_path / "run"
    for told in course.begun(folder, TINY).run():
        if told.step == 2:
            break
    before = (folder / CHECKPOINT).read_bytes()
    command = [sys.executable, "-c", FULL, str(folder), str(len(before) // 2)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    last = done.stderr.strip().splitlines()[-1]
    kept = (folder / CHECKPOINT).read_bytes()
    for _ in course.resumed(folder).run():
        pass

    assert (done.returncode, kept == before) == (2, True)
    assert "cannot be written" in last
    assert "Traceback" not in done.stderr


def test_no_world_to_learn_from_is_said(tmp_path: Path) -> None:
    """Where the stories of all worlds are kept for evaluations, nothing is trained on."""
    going = course.begun(tmp_path / "run", TINY)
    worlds = going.place
    seeds = range(1_000_000_000, 1_000_000_002)
    stories = [story("opensoc", worlds.world("stage1_basic", it).first) for it in seeds]
    going.supply = Supply(TINY, frozenset(stories))

    with pytest.raises(BadInput, match="has no world to learn from"):
        next(going.run())


def test_tensorboard_is_told_of_every_step(tmp_path: Path) -> None:
    """Each value of a step is a scalar, and a run that goes on goes on counting."""
    (tmp_path / keeping.METRICS).write_bytes(b"{}\n" * 3)
    board = Board(tmp_path)
    board.note(Told("sft", 4, 8, 0.5, {"loss": 0.25}))
    written = b"".join(it.read_bytes() for it in sorted((tmp_path / "tensorboard").iterdir()))

    assert b"sft/loss" in written


def test_a_place_without_room_for_events_is_said(tmp_path: Path) -> None:
    """A file stands where the folder of the events would be."""
    (tmp_path / "tensorboard").write_text("here")

    with pytest.raises(BadInput, match="train without it"):
        Board(tmp_path)


def test_a_run_of_another_game_is_refused(tmp_path: Path) -> None:
    """The folder of a run of triage is not gone on with as the war-room's."""
    folder = tmp_path / "run"
    course.begun(folder, replace(TINY, seed=1))
    command = [sys.executable, "-m", "watchfloor", "train", "logsentinel", "--resume", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, env={**os.environ})

    assert done.returncode == 2
    assert "is for opensoc, not for 'logsentinel'" in done.stderr
