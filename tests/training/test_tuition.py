"""A chat model goes through a run by the command line's own way: tiny, and drawn at random."""

import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import torch
from msgspec.structs import replace

from tiny_training import fresh_policy
from watchfloor.agents import games
from watchfloor.errors import BadInput
from watchfloor.evaluation.suite import RESERVED
from watchfloor.training import keeping, trl, tuition
from watchfloor.training.experiment import CURRICULUM, Told, Tuition
from watchfloor.training.worlds import TRAIN

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # the library's own warnings
COMMAND = (sys.executable, "-m", "watchfloor", "train")


@pytest.fixture(name="model", scope="module")
def _model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a model that knows nothing, with a template to chat by."""
    folder = tmp_path_factory.mktemp("model")
    policy = fresh_policy()
    policy.model.save_pretrained(folder)
    policy.tokenizer.save_pretrained(folder)
    return folder


def _asked(model: Path, game: str = "opensoc", **further: Any) -> Tuition:  # noqa: ANN401  # of an experiment
    """Return a few steps of everything."""
    few: dict[str, Any] = {
        "device": "cpu",
        "backend": "hf",
        "texts": 2,
        "shown": 2,
        "group": 2,
        "worlds": 1,
        "batch": 2,
        "rank": 4,
        "turn": 8,
        "whole": 64,
        "every": 1,
        "shown_rate": 1e-2,
        "tried_rate": 1e-2,
        "stages": CURRICULUM[game][:2],
        "tried": 1,
        "evaluated": 1,
    }
    return Tuition("tiny", "A few steps.", game, str(model), **{**few, **further})


def _gone(folder: Path, asked: Tuition) -> list[Told]:
    """Return what is told of the run of *asked* in *folder*."""
    told: list[Told] = []
    tuition.begun(folder, asked).go(told.append)
    return told


def _numbers(folder: Path, name: str) -> dict[str, Any]:
    found: dict[str, Any] = torch.load(folder / "models" / f"{name}.pt", weights_only=True)
    return found


def _alike(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one[name].equal(other[name]) for name in one)


@pytest.mark.parametrize("game", ["opensoc", "logsentinel"])
def test_a_model_goes_through_demonstrations_and_stages(
    model: Path, tmp_path: Path, game: str
) -> None:
    """Every stretch leaves a whole model of its own, and every step is told and noted."""
    folder = tmp_path / "run"
    stages = [f"grpo-{stage}" for stage in CURRICULUM[game][:2]]
    told = _gone(folder, _asked(model, game, whole=300, shown=3, tried=1))
    lines = [json.loads(it) for it in (folder / keeping.METRICS).read_bytes().splitlines()]

    assert [it.phase for it in told] == ["sft", "sft", "sft", *stages]
    assert [it.step for it in told] == [1, 2, 3, 1, 1]
    assert told[-1].done == 1
    assert [(it["phase"], it["step"]) for it in lines] == [(it.phase, it.step) for it in told]
    assert lines[2]["loss"] < lines[0]["loss"]
    assert all("reward" in it for it in lines[3:])
    assert all((folder / "models" / it / "model.safetensors").is_file() for it in ("sft", *stages))


@pytest.mark.parametrize("steps", [1, 3])
def test_a_run_that_was_cut_ends_with_the_same_numbers(
    model: Path, tmp_path: Path, steps: int
) -> None:
    """Cut while it is shown and while it tries, and resumed, it learns the same."""
    asked = _asked(model, tried=2, stages=CURRICULUM["opensoc"][:1])
    _gone(tmp_path / "whole", asked)
    folder, told = tmp_path / "cut", list[Told]()

    def cut(step: Told) -> None:
        told.append(step)
        if len(told) > steps:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        tuition.begun(folder, asked).go(cut)
    tuition.resumed(folder).go(told.append)
    last = f"grpo-{CURRICULUM['opensoc'][0]}"
    lines = (folder / keeping.METRICS).read_bytes().splitlines()

    assert _alike(_numbers(folder, last), _numbers(tmp_path / "whole", last))
    assert [json.loads(it)["step"] for it in lines] == [1, 2] * 2


def test_attacker_and_defender_learn_by_turns(model: Path, tmp_path: Path) -> None:
    """In a round each side changes its own numbers, against those that the other had before."""
    folder = tmp_path / "run"
    told = _gone(folder, _asked(model, tried=0, rounds=2, fought=1, whole=200, turn=64))
    names = ["attacker-1", "defender-1", "attacker-2", "defender-2"]
    numbers = {name: _numbers(folder, name) for name in ("sft", *names)}

    assert [it.phase for it in told] == ["sft", "sft", *names]
    assert all(set(it) == set(numbers["sft"]) for it in numbers.values())
    assert all((folder / "models" / it / tuition.PURPOSE).is_file() for it in names)


def test_the_other_side_plays_with_its_last_numbers(model: Path, tmp_path: Path) -> None:
    """The frozen adapter of a stretch holds what the other side learnt last."""
    folder = tmp_path / "run"
    lessons = tuition.begun(folder, _asked(model, tried=0, rounds=1, fought=1, whole=200, turn=64))
    lessons.go(lambda _step: None)
    state = lessons.policy.model.state_dict()
    attacker = _numbers(folder, "attacker-1")
    frozen = {name: state[name.replace(".default.", ".opponent.")] for name in attacker}

    assert _alike(attacker, frozen)
    assert lessons.plan("defender").cast.speaks == {"attacker": "opponent", "defender": "learner"}


def test_no_world_of_an_evaluation_is_learnt_from(model: Path, tmp_path: Path) -> None:
    """Stretches learn from worlds of training alone, each from its own."""
    lessons = tuition.begun(tmp_path / "run", _asked(model))
    seeds = [it.seed for one in lessons.stretches for it in lessons._settings(one, 5)]

    assert all(seed in TRAIN and seed not in RESERVED for seed in seeds)
    assert len(set(seeds)) == len(seeds) == 15


def test_what_is_tried_and_how_much_at_once_is_as_asked(model: Path, tmp_path: Path) -> None:
    """Only the stages that are named are tried, and batches of texts are gathered to a step."""
    asked = _asked(model, tried_in=CURRICULUM["opensoc"][1:2], batch=1, gathered=3, texts=4)
    lessons = tuition.begun(tmp_path / "run", asked)
    trainer = lessons._trainer(lessons.stretches[0])

    assert [it.name for it in lessons.stretches] == ["sft", "grpo-stage2_multi"]
    assert trainer.args.per_device_train_batch_size == 1
    assert trainer.args.gradient_accumulation_steps == 3


def test_a_teacher_that_says_why_is_learnt_word_for_word(model: Path, tmp_path: Path) -> None:
    """What is learnt from a text is all that the teacher said, its reasons before its answer."""
    asked = _asked(model, teacher="reasoner", turn=2048, whole=4096)
    lessons = tuition.begun(tmp_path / "run", asked)
    one, words = lessons.stretches[0], lessons.policy.tokenizer
    texts, worlds = lessons.texts(one), list(lessons._settings(one, asked.texts))

    for text, world in zip(texts, worlds, strict=True):
        said = trl.shown(lessons.plan(), world, "reasoner").trajectory.turns[0].reply
        learnt = [it for it in text["labels"] if it >= 0]
        assert words.decode(learnt, skip_special_tokens=True) == said
        assert said.count("\n") >= 2


def test_a_model_that_learns_the_rules_is_told_none(model: Path, tmp_path: Path) -> None:
    """What is shown begins with few words, and the exam at the end asks in the same."""
    told: list[str] = []
    for is_terse in (False, True):
        lessons = tuition.begun(tmp_path / f"{is_terse}", _asked(model, is_terse=is_terse))
        (first, *_) = lessons.texts(lessons.stretches[0])
        told.append(lessons.policy.tokenizer.decode(first["input_ids"]))
        assert lessons.exam.is_terse is is_terse
    whole, few = told

    assert "one_way_in" in whole
    assert "one_way_in" not in few
    assert "alert-1" in few


@pytest.mark.parametrize(
    ("further", "told"),
    [
        ({"device": "cuda"}, "a GPU is asked for and none is there; choose --device cpu"),
        ({"backend": "unsloth"}, "unsloth is not installed; pip install"),
        ({"teacher": "reasonr"}, "no policy called 'reasonr'; did you mean 'reasoner'"),
        ({"gathered": 0}, "the experiment has nothing to learn from; give it texts"),
        ({"tried_in": ("stage9",)}, "there is no scenario called 'stage9'"),
        ({"texts": 0}, "the experiment has nothing to learn from; give it texts"),
        ({"group": 1}, "found a group of 1, expected 2 or more"),
        ({"rounds": 1, "rank": 0}, "cannot be played against itself; take rounds = 0"),
        ({"stages": ("stage9",)}, "there is no scenario called 'stage9'"),
        ({"model": ""}, "nothing says which model is to learn; give --model NAME"),
        ({"model": "nobody/nothing-here"}, "no model can be loaded from 'nobody/nothing-here'"),
    ],
)
def test_what_cannot_be_run_is_told_in_a_sentence(
    model: Path, tmp_path: Path, further: dict[str, Any], told: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told before anything is made."""
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    with pytest.raises(BadInput, match=told) as raised:
        tuition.begun(tmp_path / "run", replace(_asked(model), **further))

    assert "\n" not in str(raised.value)
    assert not (tmp_path / "run").exists()


def test_a_model_of_another_game_is_told(model: Path, tmp_path: Path) -> None:
    """A model that was trained for one game is not taken for the other by mistake."""
    _gone(tmp_path / "run", _asked(model, shown=1, tried=0))
    trained = tmp_path / "run" / "models" / "sft"
    with pytest.raises(BadInput, match="was trained for opensoc, not for logsentinel"):
        tuition.begun(tmp_path / "other", _asked(trained, "logsentinel"))
    shipped = Path(games.__file__).parent / "trained" / "opensoc"
    with pytest.raises(BadInput, match="is a small model, which does not chat"):
        tuition.begun(tmp_path / "other", _asked(shipped))


def test_a_full_disk_breaks_off_in_a_sentence(model: Path, tmp_path: Path) -> None:
    """Where no more can be written the run ends with status 2, and goes on when there is room."""
    folder = tmp_path / "run"
    tuition.begun(folder, _asked(model, tried=0))
    words = (*COMMAND, "opensoc", "--resume", str(folder), "--no-evaluation")
    known = {**os.environ, "HF_HUB_OFFLINE": "1"}

    def little() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (100_000, 100_000))

    full = subprocess.run(
        words, env=known, capture_output=True, text=True, check=False, preexec_fn=little
    )
    after = subprocess.run(words, env=known, capture_output=True, text=True, check=False)
    said = [it for it in full.stderr.splitlines() if it.startswith("watchfloor:")]

    assert full.returncode == 2, full.stderr
    assert len(said) == 1
    assert "broke off" in said[0]
    assert "Traceback" not in full.stderr
    assert after.returncode == 0, after.stderr
    assert (folder / "models" / "sft.pt").is_file()
