"""Times a step of our own loop and one of TRL's trainer, on the same work in the same run.

    python -m benchmarks.trainers [--steps 6] [--worlds 16] [--samples 8] [--alone 30]

Both let the shipped small policy play the same worlds, the same number of times, through the same
engine, and learn from what it is paid. Seconds are of the processor, with one thread; by turns a
step of each, of which the first does not count. Our loop opens its worlds when it needs them there.

How long its model waits for the environment is measured on steps of our loop alone, by the clock
and of the processor: all of a step until samples are there, but for the drawing of replies. So it
counts until worlds are there and told, while replies are read and judged, and what is handed from
process to process. The interval of 95 % draws the steps again. Once another process plays the
worlds, and once nobody does.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import islice
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import Any, NamedTuple

import watchfloor
from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.games import find
from watchfloor.agents.small_model import manifest_of
from watchfloor.errors import BadInput
from watchfloor.evaluation.intervals import over
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.training import grpo, trl
from watchfloor.training.ahead import Ahead
from watchfloor.training.conversations import LEARNER, Bounds, Cast
from watchfloor.training.experiment import Experiment, Phase
from watchfloor.training.learner import Learner
from watchfloor.training.libraries import Loaded, library
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Drawn, Sample, Texts, Tongue, drawn
from watchfloor.training.supply import At, Supply, seeds_of
from watchfloor.training.tensors import settle, torch
from watchfloor.training.trl import Pace, Plan

ENCODING = ENCODINGS["triage"]
SHIPPED = Path(watchfloor.__file__).parent / "agents" / "trained" / ENCODING.game
GAME = find(ENCODING.game)
CAST = Cast(GAME, GAME.recipes["standard"], {ENCODING.role: LEARNER})
STAGES = ("stage3_mixed", "stage4_adversarial")
RATE = 1e-4


_STEPS = 1000
"""More than anybody waits for."""
_SETTLES = 6
"""Steps until who works ahead has started, and is as far ahead as it may be."""


class Work(NamedTuple):
    """How much is done in one step."""

    worlds: int
    samples: int

    @property
    def supply(self) -> Supply:
        """What the steps begin with."""
        phase = Phase("grpo", "grpo", _STEPS, STAGES, self.worlds, RATE, samples=self.samples)
        return Supply(Experiment("trainers", "Steps.", ENCODING.name, (phase,)), frozenset())

    def settings(self, step: int) -> list[Setting]:
        """Return the worlds of *step*."""
        supply = self.supply
        seeds = seeds_of(supply.experiment, At(0, step))
        return [
            Setting(STAGES[number % len(STAGES)], GAME.modes[0], seed)
            for number, seed in enumerate(seeds)
        ]


class Spent(NamedTuple):
    """What one step took, in seconds: of the processor, or by the clock."""

    whole: float
    model: float
    """Of it, drawing replies."""
    environment: float
    """Of it, until worlds are there and while replies are judged."""


class Step(NamedTuple):
    """One step of our loop."""

    processor: Spent
    clock: Spent
    tokens: int
    """Told and said, of all samples."""


class Timed:
    """A sampler that notes how long it draws."""

    def __init__(self, learner: Learner) -> None:
        """Ask *learner*."""
        self._learner, self.spent, self.version = learner, (0.0, 0.0), 0

    def sample(self, texts: Texts, count: int, draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, as they are drawn."""
        drawn = self._learner.sample(texts, count, draws)
        while True:
            began = now()
            some = next(drawn, None)
            processor, clock = _since(began)
            self.spent = self.spent[0] + processor, self.spent[1] + clock
            if some is None:
                return
            yield some


def now() -> tuple[float, float]:
    """Return the seconds of the processor and of the clock."""
    return process_time(), perf_counter()


def _since(began: tuple[float, float]) -> tuple[float, float]:
    processor, clock = now()
    return processor - began[0], clock - began[1]


def _model() -> Any:  # noqa: ANN401  # of a library
    return library("transformers").AutoModelForCausalLM.from_pretrained(SHIPPED, dtype="float32")


def ours(work: Work, processes: int = 0) -> Generator[Step]:
    """Return what each step of our loop takes, while so many other *processes* work ahead."""
    shape = manifest_of(SHIPPED).shape
    weights = {n: it.detach().clone().requires_grad_() for n, it in _model().named_parameters()}
    learner = Learner(shape, weights, ENCODING.most_out)
    optimiser = torch.optim.AdamW(weights.values(), lr=RATE)
    supply = work.supply
    settle()
    with closing(Ahead(supply, At(0, 0), processes)) as ahead:
        for step in range(_STEPS):
            began, timed = now(), Timed(learner)
            begun = ahead.taken(At(0, step), Pool())
            if isinstance(begun, Sequence):
                message = "demonstrations were taken, expected worlds; mend the phase of the work"
                raise BadInput(message)
            found = drawn(begun, timed, work.samples, Seed.of("trainers", step))
            played = _since(began)
            if useful := grpo.differing(found):
                loss, _ = grpo.loss(weights, shape, useful, grpo.Prices())
                optimiser.zero_grad()
                loss.backward()
                optimiser.step()
            spent = [
                Spent(whole, model, all_played - model)
                for whole, model, all_played in zip(_since(began), timed.spent, played, strict=True)
            ]
            yield Step(spent[0], spent[1], sum(_length(it) for group in found for it in group))


def waiting(work: Work, steps: int, processes: int) -> str:
    """Return how long the model waits for the environment in so many *steps* of our loop alone."""
    with closing(ours(work, processes)) as going:
        found = list(islice(going, _SETTLES, _SETTLES + steps))
    clock, processor = ([getattr(it, name) for it in found] for name in ("clock", "processor"))
    share = over(lambda places: _share([clock[it] for it in places]), len(clock))
    single = [it.environment / it.whole for it in clock]
    return (
        f"{processes} ahead: the model waits {share.mean:.1%} of a step by the clock "
        f"({share.low:.1%} to {share.high:.1%}; single steps {min(single):.1%} to "
        f"{max(single):.1%}), {_share(processor):.1%} of the processor; "
        f"{median(it.whole for it in clock):.2f} s a step by the clock, "
        f"{median(it.whole for it in processor):.2f} of the processor"
    )


def _share(spent: Sequence[Spent]) -> float:
    return sum(it.environment for it in spent) / sum(it.whole for it in spent)


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
    """Print what a step of each takes, and how long the model waits in ours."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--steps", type=int, default=6, help="by turns with TRL's; 0 for none")
    parser.add_argument("--worlds", type=int, default=16)
    parser.add_argument("--samples", type=int, default=8)
    parser.add_argument("--alone", type=int, default=30, help="of our loop alone; 0 for none")
    asked = parser.parse_args()
    settle()
    work = Work(asked.worlds, asked.samples)
    if asked.steps:
        by_turns(work, asked.steps)
    if asked.alone:
        print(f"{asked.alone} steps of the own loop alone, after {_SETTLES} to settle")
        for processes in (1, 0):
            print(waiting(work, asked.alone, processes), flush=True)
    return 0


def by_turns(work: Work, count: int) -> None:
    """Print what a step of each takes, taken by turns."""
    mine: list[Step] = []
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
        theirs(work, count + 1, Path(folder), told)
    steps = [
        after - before - pause
        for (before, _), (after, _), pause in zip(ends, ends[1:], paused, strict=False)
    ]
    _tell(work, mine[1:], steps, [tokens for _, tokens in ends[1:]])


def _tell(work: Work, mine: list[Step], steps: list[float], tokens: list[int]) -> None:
    whole = [it.processor.whole for it in mine]
    rates = (sum(it.tokens for it in mine) / sum(whole), sum(tokens) / sum(steps))
    print(f"{work.worlds} worlds with {work.samples} samples in a step, {len(steps)} steps each")
    for name, times, rate in (("own loop", whole, rates[0]), ("TRL", steps, rates[1])):
        print(
            f"{name:<9} {median(times):6.2f} s a step ({min(times):.2f} to {max(times):.2f}), "
            f"{1 / median(times):.2f} steps/s, {rate:,.0f} tokens/s"
        )
    ratios = [their / our for their, our in zip(steps, whole, strict=True)]
    print(f"TRL takes {median(ratios):.1f} times as long ({min(ratios):.1f} to {max(ratios):.1f})")


if __name__ == "__main__":
    sys.exit(main())
