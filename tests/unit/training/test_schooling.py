from itertools import islice
from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.agents import games
from watchfloor.agents.contenders import find
from watchfloor.agents.learned import TEAM
from watchfloor.errors import BadInput, UnknownName
from watchfloor.evaluation.suite import RESERVED
from watchfloor.play.game import Setting
from watchfloor.training import schooling
from watchfloor.training.experiment import Schooling
from watchfloor.training.keeping import METRICS
from watchfloor.training.worlds import TRAIN, VALIDATION

pytestmark = pytest.mark.slow
TINY = Schooling(
    name="tiny",
    summary="A few worlds.",
    worlds=5,
    every=2,
    heard=3,
    tried=1,
    levels=("easy", "medium"),
    numbers={"again": (12, 30)},
)


def _run(folder: Path, steps: int | None = None) -> Path:
    """Begin the run in *folder* and make so many *steps*, or all."""
    for _ in islice(schooling.begun(folder, TINY).run(), steps):
        pass
    return folder


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return _run(tmp_path_factory.mktemp("whole") / "run")


def _team(folder: Path) -> bytes:
    return (folder / "models" / "team" / TEAM).read_bytes()


@pytest.mark.parametrize("steps", [1, 4, 6])
def test_a_run_that_was_cut_ends_with_the_same_bytes(
    whole: Path, tmp_path: Path, steps: int
) -> None:
    """Cut in a lesson, after one, or before the numbers, and resumed, it ends with one team."""
    folder = _run(tmp_path / "run", steps)
    with (folder / METRICS).open("ab") as opened:
        opened.write(b'{"a line":"of a step that was not kept"}\n')
    for _ in schooling.resumed(folder).run():
        pass

    assert _team(folder) == _team(whole)
    assert (folder / METRICS).read_bytes().count(b"\n") == 9
    assert b"not kept" not in (folder / METRICS).read_bytes()


def test_what_is_learnt_plays(whole: Path) -> None:
    """The directory of a run is a policy of the war-room, and of no other game."""
    name = f"learned:{whole / 'models' / 'team'}"

    assert find(games.find("logsentinel"), name).name == name
    with pytest.raises(BadInput, match="was trained for logsentinel, not for opensoc"):
        find(games.find("opensoc"), name)


def test_it_learns_on_training_worlds_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is learnt from, what is tried on and what is evaluated on are three ranges."""
    seeds: list[int] = []

    def noted(scenario: str, mode: str, seed: int) -> Setting:
        seeds.append(seed)
        return Setting(scenario, mode, seed)

    monkeypatch.setattr(schooling, "Setting", noted)
    _run(tmp_path / "run")

    assert all(seed in TRAIN or seed in VALIDATION for seed in seeds)
    assert sum(seed in TRAIN for seed in seeds) == len({it for it in seeds if it in TRAIN}) == 10
    assert not any(seed in RESERVED for seed in seeds)


def test_progress_tells_how_well_a_lesson_is_heard(tmp_path: Path) -> None:
    """The last step of a lesson tells how it orders suspicions of worlds it was not taught by."""
    *_, lesson = islice(schooling.begun(tmp_path / "run", TINY).run(), 4)

    assert (lesson.phase, lesson.step, lesson.steps) == ("lesson 1", 4, 4)
    assert 0.5 < lesson.values["looked/order"] <= 1
    assert lesson.values["looked/suspicions"] > 50


def test_what_cannot_be_run_is_told_before_it_begins(tmp_path: Path) -> None:
    """A level or a number that is not there, and a folder in use, are one sentence each."""
    with pytest.raises(UnknownName, match="there is no scenario called 'harder'"):
        schooling.begun(tmp_path / "one", replace(TINY, levels=("harder",)))
    with pytest.raises(BadInput, match="a team has no number 'speed'"):
        schooling.begun(tmp_path / "two", replace(TINY, numbers={"speed": (1,)}))
    (tmp_path / "three").mkdir()
    (tmp_path / "three" / "mine").touch()
    with pytest.raises(BadInput, match="is not empty"):
        schooling.begun(tmp_path / "three", TINY)


@pytest.mark.parametrize("name", [schooling.CHECKPOINT, f"{schooling.LESSONS}/1-0001.bin"])
def test_a_broken_file_is_said_to_be_broken(tmp_path: Path, name: str) -> None:
    """One sentence says which file cannot be read."""
    folder = _run(tmp_path / "run", 3)
    (folder / name).write_bytes(b"half")

    with pytest.raises(BadInput, match=f"{name} cannot be read .*; begin the run"):
        list(schooling.resumed(folder).run())
