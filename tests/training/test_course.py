"""A run of an experiment: exact to resume, apart from what is evaluated, clear when it fails."""

import os
import signal
import subprocess
import sys
import time
from itertools import pairwise
from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.agents.games import find
from watchfloor.agents.learned import policy
from watchfloor.errors import BadInput
from watchfloor.evaluation.suite import RESERVED
from watchfloor.training import course, worlds
from watchfloor.training.checkpoint import CHECKPOINT
from watchfloor.training.experiment import Experiment, Phase, Size
from watchfloor.training.keeping import METRICS

EASY = ("stage1_basic",)
TINY = Experiment(
    name="tiny",
    summary="A few steps of each kind.",
    encoding="triage",
    size=Size(width=32, layers=2, heads=1, inner=48),
    every=2,
    looks=2,
    evaluated=2,
    phases=(
        Phase(name="sft", how="sft", steps=5, scenarios=EASY, worlds=8, rate=3e-3),
        Phase(
            name="grpo",
            how="grpo",
            steps=5,
            scenarios=EASY,
            worlds=6,
            rate=1e-3,
            kl=0.1,
            after="sft",
        ),
        Phase(name="raft", how="raft", steps=2, scenarios=EASY, worlds=6, rate=1e-3, after="sft"),
    ),
)


def _models(folder: Path) -> dict[str, bytes]:
    names = ("sft", "grpo", "raft")
    return {name: (folder / "models" / name / "model.safetensors").read_bytes() for name in names}


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "run"
    for _ in course.begun(folder, TINY).run():
        pass
    return folder


def _killed(folder: Path, lines: int) -> None:
    """Start the run in *folder* in a process of its own, and kill it after *lines* of metrics."""
    script = (
        "import sys; from pathlib import Path; from watchfloor.training import course\n"
        "for _ in course.resumed(Path(sys.argv[1])).run(): pass"
    )
    process = subprocess.Popen([sys.executable, "-c", script, str(folder)])
    metrics = folder / METRICS
    while process.poll() is None:
        if metrics.exists() and metrics.read_bytes().count(b"\n") >= lines:
            os.kill(process.pid, signal.SIGKILL)
        time.sleep(0.005)
    assert process.returncode == -signal.SIGKILL


@pytest.mark.parametrize("lines", [1, 4, 7])
def test_a_run_that_was_killed_ends_with_the_same_bytes(
    whole: Path, tmp_path: Path, lines: int
) -> None:
    """Killed at any step and resumed, it makes the models that it makes in one go."""
    folder = tmp_path / "run"
    course.begun(folder, TINY)
    _killed(folder, lines)
    for _ in course.resumed(folder).run():
        pass

    assert _models(folder) == _models(whole)


def test_the_model_of_a_run_sits_down(whole: Path) -> None:
    """What a run leaves is a policy of the game."""
    game = find("opensoc")

    assert policy(game, f"learned:{whole / 'models' / 'grpo'}").name.startswith("learned:")


def test_no_world_of_training_is_one_of_evaluation() -> None:
    """The ranges do not touch."""
    ranges = (RESERVED, worlds.TRAIN, worlds.VALIDATION)

    assert all(before[-1] < after[0] for before, after in pairwise(ranges))


def test_a_story_of_an_evaluation_is_passed_over(tmp_path: Path) -> None:
    """A world of another seed that tells a story of an evaluation is not trained on."""
    place = course.begun(tmp_path / "run", TINY).place
    first = place.world("stage1_basic", worlds.TRAIN[0])
    kept = frozenset({worlds.story("opensoc", first.first)})

    found = list(worlds.fresh(place, EASY, worlds.TRAIN[:2], kept))

    assert len(found) == 1


def test_a_loss_that_is_no_number_stops_the_run(tmp_path: Path) -> None:
    """One sentence, and the last checkpoint stays as it was."""
    wild = replace(TINY.phases[0], name="wild", rate=1e38, steps=60)
    going = course.begun(tmp_path / "run", replace(TINY, phases=(TINY.phases[0], wild)))

    with pytest.raises(BadInput, match="is no number at step"):
        for _ in going.run():
            pass

    assert (tmp_path / "run" / CHECKPOINT).exists()


def test_a_reward_that_never_differs_stops_the_run(tmp_path: Path) -> None:
    """A model without warmth says the same thing each time, and learns nothing."""
    cold = replace(TINY.phases[1], after="", warmth=1e-6, steps=60)
    going = course.begun(tmp_path / "run", replace(TINY, phases=(cold,), every=100))

    with pytest.raises(BadInput, match="nothing was learned for 25 steps"):
        for _ in going.run():
            pass


def test_a_folder_that_is_in_use_is_left_alone(whole: Path) -> None:
    """A run is not begun where there is one."""
    with pytest.raises(BadInput, match="is not empty"):
        course.begun(whole, TINY)


def test_a_broken_checkpoint_is_said_to_be_broken(tmp_path: Path) -> None:
    """One sentence says which file cannot be read."""
    folder = tmp_path / "run"
    course.begun(folder, TINY)
    (folder / CHECKPOINT).write_bytes(b"half")

    with pytest.raises(BadInput, match="cannot be read"):
        course.resumed(folder)
