"""Tests of TRL's trainers on our rollouts, with a tiny model of the true architecture."""

import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import torch
from transformers import TrainerCallback

from tiny_training import (
    TEAM,
    TRIAGE,
    cast_of,
    fresh_policy,
    pace_of,
    plan_of,
    room,
    triage,
    weights_of,
    words,
)
from watchfloor.training import trl as path
from watchfloor.training.conversations import LEARNER, Part, Said, rollouts

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # the library's own warnings


def _batch(trainer: Any) -> dict[str, Any]:  # noqa: ANN401  # of the library
    """Train, and return the last batch that was trained on, with what was played for it."""
    kept: dict[str, Any] = {}
    score, roll = trainer._generate_and_score_completions, trainer.rollout_func

    def scored(inputs: Any) -> Any:  # noqa: ANN401  # as the library has it
        kept["batch"] = score(inputs)
        return kept["batch"]

    def rolled(prompts: Any, of: Any) -> Any:  # noqa: ANN401  # as the library has it
        kept["told"] = roll(prompts, of)
        return kept["told"]

    trainer._generate_and_score_completions, trainer.rollout_func = scored, rolled
    trainer.train()
    return kept


def test_a_demonstration_teaches_what_the_teacher_said(tmp_path: Path) -> None:
    """A step of SFT lowers the loss on replies of a policy, and on nothing that it was told."""
    plan = plan_of(cast_of("opensoc", TRIAGE))
    texts = path.demonstrations(plan, [triage(seed) for seed in range(4)], "heuristic")
    learnt = [words().decode([it for it in text["labels"] if it >= 0]) for text in texts]
    trainer = path.supervised(fresh_policy(), texts, pace_of(tmp_path, steps=6))
    trainer.train()
    losses = [it["loss"] for it in trainer.state.log_history if "loss" in it]

    assert all(it.startswith('{"action":') and it.endswith("}<|im_end|>") for it in learnt)
    assert losses[-1] < losses[0]


def test_a_step_of_one_seat_takes_the_points_of_the_game(tmp_path: Path) -> None:
    """What the model drew is what is trained, paid by the verifier, against its own group."""
    trainer = path.reinforced(
        fresh_policy(),
        plan_of(cast_of("opensoc", TRIAGE)),
        [triage(3)],
        pace_of(tmp_path),
    )
    found = _batch(trainer)
    told, batch = found["told"], found["batch"]
    mean = sum(told["points"]) / len(told["points"])

    assert told["env_mask"] == [[1] * len(it) for it in told["completion_ids"]]
    assert batch["advantages"].tolist() == pytest.approx([it - mean for it in told["points"]])
    assert trainer.state.log_history[0]["reward"] == pytest.approx(mean)
    assert any(name.startswith("paid/") for name in trainer.state.log_history[0])


def test_a_team_of_one_policy_plays_one_episode(tmp_path: Path) -> None:
    """Rows of four roles are two episodes, several turns long, and each role has its baseline."""
    cast = cast_of("logsentinel", dict.fromkeys(TEAM, LEARNER))
    plan = plan_of(cast, whole=1200, turn=8)
    trainer = path.reinforced(fresh_policy(), plan, [room(3)], pace_of(tmp_path, batch=8))
    found = _batch(trainer)
    told, batch = found["told"], found["batch"]
    points = told["points"]
    own = [
        words().decode([it for it, mine in zip(ids, mask, strict=True) if not mine])
        for ids, mask in zip(told["completion_ids"], told["env_mask"], strict=True)
    ]

    assert points[0::2] == [points[0]] * 4
    assert max(sum(pair == (0, 1) for pair in pairwise(it)) for it in told["env_mask"]) > 1
    assert all("You may answer with" in it for it in own if it)
    assert (batch["tool_mask"] * batch["completion_mask"]).sum() == sum(map(sum, told["env_mask"]))


def test_a_frozen_adapter_speaks_and_does_not_learn(tmp_path: Path) -> None:
    """In self-play an earlier self is asked as the attacker while the defender is trained."""
    policy = fresh_policy(is_adapted=True)
    policy.model.add_adapter("earlier", policy.model.peft_config["default"])
    speaks = {"attacker": "opponent", "defender": LEARNER}
    plan = plan_of(cast_of("opensoc", speaks), adapters={"opponent": "earlier"})
    before = weights_of(policy.model)
    trainer = path.reinforced(policy, plan, [triage(3, "self_play")], pace_of(tmp_path))
    active: list[str] = []
    ask = trainer._generate_single_turn

    def noted(*given: Any, **named: Any) -> Any:  # noqa: ANN401  # as the library has it
        active.append(policy.model.active_adapter)
        return ask(*given, **named)

    trainer._generate_single_turn = noted
    found = _batch(trainer)
    after = weights_of(policy.model)
    changed = {name for name in before if not before[name].equal(after[name])}

    assert active[0] == "earlier"
    assert policy.model.active_adapter == "default"
    assert not any(".earlier." in name for name in changed)
    assert len(found["told"]["points"]) == 2


def test_the_same_seed_trains_the_same_weights_resumed_or_not(tmp_path: Path) -> None:
    """A run that is cut after two steps and goes on ends with the bytes of one that was not."""
    plan = plan_of(cast_of("opensoc", TRIAGE))
    worlds = [triage(seed) for seed in range(4)]

    def run(folder: str, *, is_cut: bool = False, is_resumed: bool = False) -> dict[str, Any]:
        policy = fresh_policy()
        pace = pace_of(tmp_path / folder, steps=4, saved=2)
        trainer = path.reinforced(policy, plan, worlds, pace)
        if is_cut:
            trainer.add_callback(Stop())
        trainer.train(resume_from_checkpoint=is_resumed)
        return weights_of(policy.model)

    whole = run("whole")
    run("cut", is_cut=True)
    resumed = run("cut", is_resumed=True)

    assert all(whole[name].equal(resumed[name]) for name in whole)


class Stop(TrainerCallback):  # type: ignore[misc]  # not there when types are checked
    """Ends training after two steps, as a killed process would."""

    def on_step_end(self, args: Any, state: Any, control: Any, **_named: Any) -> Any:  # noqa: ANN401  # as the library has it
        """Say to stop if it is time."""
        del args
        control.should_training_stop = state.global_step >= 2
        return control


def test_what_was_drawn_is_paid_alike_without_the_trainer(tmp_path: Path) -> None:
    """What was drawn in training and is said again by hand comes to the same points and text."""
    cast = cast_of("opensoc", TRIAGE)
    plan = plan_of(cast)
    trainer = path.reinforced(fresh_policy(), plan, [triage(3)], pace_of(tmp_path))
    told = _batch(trainer)["told"]
    left = [list(it) for it in told["completion_ids"]]

    def again(texts: Any) -> Any:  # noqa: ANN401  # a voice
        return [Said(left.pop(0), []) for _ in texts]

    parts = [Part(cast.world(triage(3)))] * 2
    played = rollouts(parts, plan.style, {LEARNER: again})

    assert [it.points("defender") for it in played] == told["points"]
    assert [list(it.transcripts["defender"].prompt) for it in played] == told["prompt_ids"]


def test_two_processes_end_with_the_same_weights(tmp_path: Path) -> None:
    """`torchrun` with two nodes on one machine trains one model, whose copies stay alike."""
    script = Path(__file__).with_name("two_processes.py")
    common = [
        sys.executable,
        "-m",
        "torch.distributed.run",
        "--nnodes",
        "2",
        "--nproc-per-node",
        "1",
    ]
    address = ["--master-addr", "127.0.0.1", "--master-port", "29613"]
    known = {**os.environ, "PYTHONPATH": str(script.parents[1])}
    started = [
        subprocess.Popen(
            [*common, "--node-rank", rank, *address, str(script), str(tmp_path)], env=known
        )
        for rank in ("0", "1")
    ]
    codes = [it.wait(timeout=300) for it in started]
    first, second = (torch.load(tmp_path / f"{rank}.pt") for rank in (0, 1))

    assert codes == [0, 0]
    assert all(first[name].equal(second[name]) for name in first)
