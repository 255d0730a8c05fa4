"""Tests that our loop and TRL's trainer make the same of the same worlds."""

from pathlib import Path
from typing import Any

import pytest
from transformers import AutoModelForCausalLM, AutoTokenizer

from tiny_training import TRIAGE, cast_of, pace_of
from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.small_model import manifest_of
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.training import grpo
from watchfloor.training import trl as path
from watchfloor.training.advantage import advantages
from watchfloor.training.conversations import LEARNER, Bounds, Part, Said, rollouts
from watchfloor.training.learner import Learner
from watchfloor.training.libraries import Loaded
from watchfloor.training.network import Weights
from watchfloor.training.rollouts import Sample, Tongue, drawing, sample
from watchfloor.training.trl import Plan
from watchfloor.training.worlds import TRAIN

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]  # the library's own warnings

GROUP, WORLDS = 8, 12
ENCODING = ENCODINGS["triage"]
SHIPPED = Path(__file__).parents[2] / "src/watchfloor/agents/trained/opensoc"
SHAPE = manifest_of(SHIPPED).shape
SETTINGS = [Setting("stage4_adversarial", "defender_only", seed) for seed in TRAIN[:WORLDS]]
BOUNDS = Bounds(ENCODING.most_out, ENCODING.most_out)
PLAN = Plan(cast_of("opensoc", TRIAGE), Tongue(ENCODING), BOUNDS)


def _drawn(weights: Weights) -> Any:  # noqa: ANN401  # a voice
    learner = Learner(SHAPE, weights, ENCODING.most_out)
    return drawing(learner, GROUP, Seed.of("one path"))


def _ours(weights: Weights) -> list[list[Sample]]:
    """Return what the model says in the worlds, and what it is paid, by our loop."""
    worlds = [PLAN.cast.world(it) for it in SETTINGS]
    parts = [Part(world) for world in worlds for _ in range(GROUP)]
    played = rollouts(parts, PLAN.style, {LEARNER: _drawn(weights)})
    return [
        [sample(world, it, 0) for it in played[place * GROUP :][:GROUP]]
        for place, world in enumerate(worlds)
    ]


def _kept(trainer: Any, name: str) -> list[Any]:  # noqa: ANN401  # of the library
    """Return where all that the function *name* of *trainer* will return is kept."""
    found: list[Any] = []
    real = getattr(trainer, name)

    def noted(*given: Any) -> Any:  # noqa: ANN401  # as the library has it
        found.append(real(*given))
        return found[-1]

    setattr(trainer, name, noted)
    return found


def test_the_same_samples_have_the_same_rewards_advantages_and_loss(tmp_path: Path) -> None:
    """Given the draws of one sampler, our loop and TRL play, pay, weigh and learn alike."""
    model = AutoModelForCausalLM.from_pretrained(SHIPPED, dtype="float32")
    weights = {name: it.detach().clone() for name, it in model.named_parameters()}
    found, voice = _ours(weights), _drawn(weights)
    samples = [it for group in found for it in group]
    policy = Loaded(model, AutoTokenizer.from_pretrained(SHIPPED), "hf")
    trainer = path.reinforced(
        policy, PLAN, SETTINGS, pace_of(tmp_path, group=GROUP, batch=len(samples))
    )

    def generated(texts: list[list[int]], *_given: Any, **_named: Any) -> Any:  # noqa: ANN401  # as the library has it
        said: list[Said] = voice(texts)
        return [list(it.tokens) for it in said], [list(it.likely) for it in said]

    trainer._generate_single_turn = generated
    told = _kept(trainer, "rollout_func")
    kept = _kept(trainer, "_generate_and_score_completions")
    trainer.train()
    ours = [
        it for group in found for it in advantages([one.reward for one in group], is_scaled=False)
    ]
    _, values = grpo.loss(weights, SHAPE, found, grpo.Prices(is_scaled=False))
    logged = trainer.state.log_history[0]

    assert told[0]["prompt_ids"] == [list(it.prompt_ids) for it in samples]
    assert told[0]["completion_ids"] == [list(it.completion_ids) for it in samples]
    assert told[0]["env_mask"] == [list(it.loss_mask) for it in samples]
    assert told[0]["points"] == [it.reward for it in samples]
    assert told[0]["paid"] == [it.parts for it in samples]
    assert len(set(ours)) > 1
    assert kept[0]["advantages"].tolist() == pytest.approx(ours, abs=1e-5)
    assert logged["loss"] == pytest.approx(values["loss"], abs=1e-4)
    assert logged["entropy"] == pytest.approx(values["entropy"], abs=1e-3)
