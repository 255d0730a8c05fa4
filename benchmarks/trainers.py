"""Times a step of our own loop and one of TRL's trainer, on the same work in the same run.

    python -m benchmarks.trainers [--steps 6] [--worlds 16] [--samples 8]

Both let the shipped small policy play the same worlds, the same number of times, through the same
engine, and learn from what it is paid. Seconds are of the processor, with one thread; by turns a
step of each, of which the first does not count. The environment's share is what our loop spends on
opening worlds, putting them into words, and judging replies, while the model waits.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import process_time
from typing import Any, NamedTuple

import watchfloor
from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.games import find
from watchfloor.agents.small_model import manifest_of
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.training import grpo, trl
from watchfloor.training.conversations import LEARNER, Bounds, Cast, Said
from watchfloor.training.learner import Learner
from watchfloor.training.libraries import Loaded, library
from watchfloor.training.rollouts import Sample, Tongue, groups
from watchfloor.training.tensors import torch
from watchfloor.training.trl import Pace, Plan
from watchfloor.training.worlds import TRAIN

ENCODING = ENCODINGS["triage"]
SHIPPED = Path(watchfloor.__file__).parent / "agents" / "trained" / ENCODING.game
GAME = find(ENCODING.game)
CAST = Cast(GAME, GAME.recipes["standard"], {ENCODING.role: LEARNER})
STAGES = ("stage3_mixed", "stage4_adversarial")
RATE = 1e-4


class Work(NamedTuple):
    """How much is done in one step."""

    worlds: int
    samples: int

    def settings(self, step: int) -> list[Setting]:
        """Return the worlds of *step*."""
        seeds = TRAIN[step * self.worlds : (step + 1) * self.worlds]
        return [Setting(STAGES[seed % len(STAGES)], GAME.modes[0], seed) for seed in seeds]


class Spent(NamedTuple):
    """What one step took, in seconds of the processor."""

    whole: float
    model: float
    """Of it, drawing replies."""
    environment: float
    tokens: int
    """Told and said, of all samples."""


class Timed:
    """A sampler that notes how long it draws."""

    def __init__(self, learner: Learner) -> None:
        """Ask *learner*."""
        self._learner, self.spent, self.version = learner, 0.0, 0

    def sample(
        self, texts: Sequence[Sequence[int]], count: int, draws: Seed
    ) -> Sequence[Sequence[Said]]:
        """Return *count* replies to each of *texts*."""
        began = process_time()
        found = self._learner.sample(texts, count, draws)
        self.spent += process_time() - began
        return found


def _model() -> Any:  # noqa: ANN401  # of a library
    return library("transformers").AutoModelForCausalLM.from_pretrained(SHIPPED, dtype="float32")


def ours(work: Work) -> Iterator[Spent]:
    """Return what each step of our loop takes."""
    shape = manifest_of(SHIPPED).shape
    weights = {n: it.detach().clone().requires_grad_() for n, it in _model().named_parameters()}
    learner = Learner(shape, weights, ENCODING.most_out)
    optimiser = torch.optim.AdamW(weights.values(), lr=RATE)
    for step in count():
        began, timed = process_time(), Timed(learner)
        worlds = [CAST.world(it) for it in work.settings(step)]
        found = groups(worlds, timed, Tongue(ENCODING), work.samples, Seed.of("trainers", step))
        played = process_time() - began
        if useful := grpo.differing(found):
            loss, _ = grpo.loss(weights, shape, useful, grpo.Prices())
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
        whole = process_time() - began
        samples = [it for group in found for it in group]
        yield Spent(whole, timed.spent, played - timed.spent, sum(map(_length, samples)))


def _length(sample: Sample) -> int:
    return len(sample.prompt_ids) + len(sample.completion_ids)


def theirs(work: Work, steps: int, folder: Path, told: Callable[[float, int], None]) -> None:
    """Train by TRL for so many *steps*, and tell when each ends and how many tokens it had."""
    transformers = library("transformers")
    bounds = Bounds(ENCODING.most_out, ENCODING.most_out)
    rows = work.worlds * work.samples
    pace = Pace(
        folder=str(folder),
        steps=steps,
        rate=RATE,
        group=work.samples,
        batch=rows,
        saved=steps + 1,
        is_on_processor=True,
        further={"scale_rewards": "group", "disable_tqdm": True},
    )
    settings = [it for step in range(steps) for it in work.settings(step)]
    policy = Loaded(_model(), transformers.AutoTokenizer.from_pretrained(SHIPPED), "hf")
    trainer = trl.reinforced(policy, Plan(CAST, Tongue(ENCODING), bounds), settings, pace)
    trainer.remove_callback(transformers.PrinterCallback)
    roll, tokens = trainer.rollout_func, [0]

    def rolled(*given: Any) -> dict[str, Any]:  # noqa: ANN401  # as the library has it
        found: dict[str, Any] = roll(*given)
        tokens[0] = sum(map(len, (*found["prompt_ids"], *found["completion_ids"])))
        return found

    def on_step_end(_self: object, *_given: object, **_named: object) -> None:
        told(process_time(), tokens[0])

    trainer.rollout_func = rolled
    kind = type("Told", (transformers.TrainerCallback,), {"on_step_end": on_step_end})
    trainer.add_callback(kind())
    trainer.train()


def main() -> int:
    """Print what a step of each takes."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--steps", type=int, default=6)
    parser.add_argument("--worlds", type=int, default=16)
    parser.add_argument("--samples", type=int, default=8)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    work = Work(asked.worlds, asked.samples)
    mine: list[Spent] = []
    own = ours(work)
    next(own)
    ends: list[tuple[float, int]] = []

    def told(end: float, tokens: int) -> None:
        """Note the step of TRL that came to its *end*, and take one of ours beside it."""
        began = process_time()
        mine.append(next(own))
        paused.append(process_time() - began)
        ends.append((end, tokens))

    paused: list[float] = []
    with TemporaryDirectory() as folder:
        theirs(work, asked.steps + 1, Path(folder), told)
    steps = [
        after - before - pause
        for (before, _), (after, _), pause in zip(ends, ends[1:], paused, strict=False)
    ]
    _tell(work, mine[1:], steps, [tokens for _, tokens in ends[1:]])
    return 0


def _tell(work: Work, mine: list[Spent], steps: list[float], tokens: list[int]) -> None:
    whole = [it.whole for it in mine]
    rates = (sum(it.tokens for it in mine) / sum(whole), sum(tokens) / sum(steps))
    print(f"{work.worlds} worlds with {work.samples} samples in a step, {len(steps)} steps each")
    for name, times, rate in (("own loop", whole, rates[0]), ("TRL", steps, rates[1])):
        print(
            f"{name:<9} {median(times):6.2f} s a step ({min(times):.2f} to {max(times):.2f}), "
            f"{1 / median(times):.2f} steps/s, {rate:,.0f} tokens/s"
        )
    ratios = [their / our for their, our in zip(steps, whole, strict=True)]
    print(f"TRL takes {median(ratios):.1f} times as long ({min(ratios):.1f} to {max(ratios):.1f})")
    share = sum(it.environment for it in mine) / sum(whole)
    waits = sum(it.environment for it in mine) / sum(it.environment + it.model for it in mine)
    print(
        f"the environment takes {share:.1%} of a step of the own loop, {waits:.1%} of its rollouts"
    )


if __name__ == "__main__":
    sys.exit(main())
