"""A run of an experiment: phase by phase, step by step, to where it can be gone on with exactly.

What a step does follows from the experiment, the number of the step and the model, and from nothing
else, so a run that was killed and resumed ends with the same bytes as one that was not.
"""

import math
from collections.abc import Callable, Generator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter, process_time
from typing import Any

import msgspec

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.learned import LEARNED
from watchfloor.agents.small_model import Manifest, Shape
from watchfloor.catalog import named
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.seeds import Seed
from watchfloor.training import checkpoint, grpo, keeping, selfplay, sft
from watchfloor.training.ahead import Ahead
from watchfloor.training.demonstration import Demonstration
from watchfloor.training.duels import Met, Try, learned
from watchfloor.training.exam import Exam
from watchfloor.training.experiment import Experiment, Phase, Told, kept
from watchfloor.training.keeping import MODELS
from watchfloor.training.learner import Learner
from watchfloor.training.network import Weights, fresh, home_of, moved
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Found, Going, Sample, Tongue, drawn, groups, summed
from watchfloor.training.supply import (
    At,
    Open,
    Supply,
    done_before,
    draws_of,
    place_of,
)
from watchfloor.training.tensors import PROCESSOR, Home, Tensor, has_gpu, settle, torch
from watchfloor.training.worlds import VALIDATION, Place, kept_apart

ATTACKERS = "attackers"
_WARMING = 20
"""Steps until the rate is at its highest."""
_TIRED = 25
"""Steps in a row without anything to learn from that end a run."""
_LOOKED = "looked"
_BASE = "base"
"""What the model is called that nothing has been taught."""


@dataclass(slots=True)
class Course:
    """One run in one folder."""

    folder: Path
    experiment: Experiment
    phase: int = 0
    step: int = 0
    """Of the phase, those that are done."""
    idle: int = 0
    came: float = 0.0
    """When the samples of a step were there, by the clock."""
    ahead: int = 0
    """How many other processes get the next steps ready."""
    pool: Pool = field(default_factory=Pool)
    learner: Learner = field(init=False)
    optimiser: Any = field(init=False, default=None)
    looked: dict[str, Sequence[Open]] = field(default_factory=dict[str, Sequence[Open]])
    """The worlds that are kept for validation, as they open."""
    place: Place = field(init=False)
    tongue: Tongue = field(init=False)
    supply: Supply = field(init=False)

    def __post_init__(self) -> None:
        """Find the game and the encoding, and make the model."""
        settle()
        game = place_of(self.experiment).game
        encoding = ENCODINGS[self.experiment.encoding]
        for phase in self.experiment.phases:
            for scenario in phase.scenarios:
                named("scenario", scenario, game.scenarios)
        size = self.experiment.size
        shape = Shape(
            words=len(encoding.vocabulary),
            width=size.width,
            layers=size.layers,
            heads=size.heads,
            shared=size.heads,
            inner=size.inner,
        )
        weights = moved(fresh(shape, self._seed("weights")), home(self.experiment.device))
        self.learner = Learner(shape, weights, encoding.most_out)
        scenarios = tuple(game.scenarios)
        kept = kept_apart(game, scenarios, self.experiment.mode, self.experiment.evaluated)
        self.supply = Supply(self.experiment, kept)
        self.place, self.tongue = self.supply.place, self.supply.tongue

    def _seed(self, *path: int | str) -> Seed:
        return draws_of(self.experiment, *path)

    @property
    def steps(self) -> int:
        """Of all phases."""
        return sum(phase.steps for phase in self.experiment.phases)

    @property
    def done(self) -> int:
        """The steps that are done, of all phases."""
        return done_before(self.experiment, self.at)

    @property
    def at(self) -> At:
        """The step that is next."""
        return At(self.phase, self.step)

    @property
    def exam(self) -> Exam:
        """What the run is asked in the end: of the untrained model, and of those after phases."""
        asked = self.experiment
        names = [_BASE, *(phase.name for phase in asked.phases if phase.is_told)]
        trained = tuple(f"{LEARNED}:{self.folder / MODELS / name}" for name in names)
        return Exam(self.place.game, asked.mode, asked.recipe, asked.evaluated, trained)

    def go(self, tell: Callable[[Told], None]) -> None:
        """Go on to the end, and *tell* every step."""
        with closing(self.run()) as steps:
            for step in steps:
                tell(step)

    def run(self) -> Generator[Told]:
        """Go on to the end, telling every step."""
        with closing(Ahead(self.supply, self.at, self.ahead)) as ahead:
            while self.phase < len(self.experiment.phases):
                phase = self.experiment.phases[self.phase]
                if self.step == 0:
                    self._begin(phase)
                while self.step < phase.steps:
                    yield self._stepped(phase, ahead)
                self._end(phase)

    def _begin(self, phase: Phase) -> None:
        self.pool = Pool()
        if phase.after:
            self.learner.weights = self.model(phase.after)
        weights = self.learner.weights.values()
        wide = [weight for weight in weights if weight.dim() > 1]
        narrow = [weight for weight in weights if weight.dim() == 1]
        parts = [{"params": wide, "weight_decay": 0.01}, {"params": narrow, "weight_decay": 0.0}]
        self.optimiser = torch.optim.AdamW(parts, lr=phase.rate, betas=(0.9, 0.98))
        settle()

    def model(self, phase: str) -> Weights:
        """Return the weights as they were after *phase*."""
        kept = checkpoint.restored(self.folder / MODELS / f"{phase}.pt")
        return moved(kept, home_of(self.learner.weights))

    def _stepped(self, phase: Phase, ahead: Ahead) -> Told:
        began, spent = perf_counter(), process_time()
        self.learner.drew, self.came = 0.0, 0.0
        begun = ahead.taken(self.at, self.pool)
        if isinstance(begun, Sequence):
            self.came = perf_counter()
            values = self._shown(phase, begun)
        elif phase.how == "selfplay":
            values = self._duelled(phase, begun)
        else:
            values = self._rewarded(phase, self._drawn(phase, begun))
        waited = self.came - began - self.learner.drew
        self.step += 1
        self.learner.version += 1
        values |= {"seconds": perf_counter() - began, "waiting": waited}
        values["processor"] = process_time() - spent
        if self.done % self.experiment.every == 0 or self.step == phase.steps:
            values |= self.look()
        self._note(phase, values)
        if self.done % self.experiment.every == 0:
            self.save()
        return Told(phase.name, self.step, phase.steps, self.done / self.steps, values)

    def _duelled(self, phase: Phase, begun: Going[Any]) -> dict[str, float]:
        """Return what there is to tell of a step of self-play: of either side, in its turn."""
        if phase.attacks_at(self.step):
            values = self._attacked(phase, begun)
            if phase.keeps_attacker(self.step):
                self._keep_attacker(phase)
            return values
        values = self._defended(phase, begun)
        if phase.ends_generation(self.step):
            self.export(phase.generation(self.step))
        return values

    def _attacked(self, phase: Phase, begun: Going[list[list[Try]]]) -> dict[str, float]:
        tried = selfplay.defended(begun, self.learner)
        self.came = perf_counter()
        self.pool.mind = learned(self.pool.mind, tried, phase.quick)
        told = selfplay.told(self.pool.mind, tried)
        self.pool.watch(told["alike"], told["entropy"], told["new"])
        return {f"attacker/{name}": value for name, value in told.items()}

    def _defended(self, phase: Phase, begun: Going[Met]) -> dict[str, float]:
        met = self._drawn(phase, begun)
        selfplay.noted(self.pool, met)
        return self._rewarded(phase, met.samples)

    def _keep_attacker(self, phase: Phase) -> None:
        """Take the attacker into the pool, and keep it in a file of its own."""
        name = phase.generation(self.step)
        self.pool.add(name)
        mind = {trait: f"{worth:.9g}" for trait, worth in self.pool.mind.items()}
        keeping.put(self.folder / ATTACKERS / f"{name}.json", canonical(mind) + b"\n")

    def _shown(self, phase: Phase, shown: Sequence[Demonstration]) -> dict[str, float]:
        total, told = sft.loss(self.learner.weights, self.learner.shape, shown)
        self._update(phase, total)
        told["tokens"] = sum(len(it.prompt) + len(it.completion) for it in shown)
        return told

    def _drawn(self, phase: Phase, begun: Going[Found]) -> Found:
        self.learner.warmth = phase.warmth
        draws = self._seed("samples", self.done)
        found = drawn(begun, self.learner, phase.samples, draws)
        self.came = perf_counter()
        return found

    def _rewarded(self, phase: Phase, found: Sequence[Sequence[Sample]]) -> dict[str, float]:
        useful = grpo.differing(found)
        told = summed([sample for group in found for sample in group])
        told["alike"] = 1 - len(useful) / max(1, len(found))
        self.idle = 0 if useful else self.idle + 1
        if self.idle >= _TIRED:
            message = (
                f"nothing was learned for {_TIRED} steps, as all replies to a world earn the same; "
                "give the phase harder scenarios, or more warmth"
            )
            raise BadInput(message)
        if not useful:
            return told
        if phase.how == "raft":
            shown = sft.verified(useful)
            return told | (self._shown(phase, shown) if shown else {})
        return told | self._improved(phase, useful)

    def _improved(self, phase: Phase, useful: Sequence[Sequence[Sample]]) -> dict[str, float]:
        prices = grpo.Prices(phase.low, phase.high, phase.kl, phase.entropy, phase.is_scaled)
        reference = self.model(phase.after) if phase.kl and phase.after else None
        told: dict[str, float] = {}
        for part in range(min(phase.parts, len(useful))):
            own = useful[part :: phase.parts]
            total, told = grpo.loss(
                self.learner.weights, self.learner.shape, own, prices, reference
            )
            told["steepness"] = self._update(phase, total)
        return told

    def _update(self, phase: Phase, total: Tensor) -> float:
        self._check(phase, is_sound=math.isfinite(total.item()))
        rate = phase.rate * min(1.0, (self.step + 1) / _WARMING) * (1 - self.step / phase.steps)
        for part in self.optimiser.param_groups:
            part["lr"] = rate
        self.optimiser.zero_grad()
        total.backward()
        norm = torch.nn.utils.clip_grad_norm_(self.learner.weights.values(), 1.0)
        self.optimiser.step()
        weights = self.learner.weights.values()
        self._check(phase, is_sound=all(bool(torch.isfinite(it).all()) for it in weights))
        return float(norm)

    def _check(self, phase: Phase, *, is_sound: bool) -> None:
        if not is_sound:
            message = (
                f"the loss of {phase.name} is no number at step {self.step + 1}; "
                "the last checkpoint is as it was; lower the rate and go on with --resume"
            )
            raise BadInput(message)

    def look(self) -> dict[str, float]:
        """Return what the model earns, at its likeliest, on the worlds kept for validation."""
        values: dict[str, float] = {}
        scenarios = dict.fromkeys(s for phase in self.experiment.phases for s in phase.scenarios)
        warmth, self.learner.warmth = self.learner.warmth, 0.01
        for scenario in scenarios:
            worlds = [self.supply.world(it) for it in self._looked(scenario)]
            found = groups(worlds, self.learner, self.tongue, 1, self._seed(_LOOKED))
            told = summed([sample for group in found for sample in group])
            values |= {f"{_LOOKED}/{scenario}/{name}": value for name, value in told.items()}
        self.learner.warmth = warmth
        return values

    def _looked(self, scenario: str) -> Sequence[Open]:
        """Return the worlds of *scenario* that are kept for validation, opened once for all."""
        if scenario not in self.looked:
            seeds = VALIDATION[: self.experiment.looks]
            worlds = [self.place.world(scenario, seed) for seed in seeds]
            self.looked[scenario] = self.supply.told(worlds, self._seed(_LOOKED))
        return self.looked[scenario]

    def _end(self, phase: Phase) -> None:
        self.export(phase.name)
        self.phase, self.step, self.idle = self.phase + 1, 0, 0
        self.save()

    def export(self, name: str) -> None:
        """Keep the model as it is under *name*, exactly and as a directory for others."""
        weights = {it: weight.detach().cpu() for it, weight in self.learner.weights.items()}
        checkpoint.save(self.folder / MODELS / f"{name}.pt", weights)
        encoding = self.tongue.encoding
        made = {"experiment": self.experiment.name, "seed": self.experiment.seed, "phase": name}
        rules = self.place.game.rules
        manifest = Manifest(encoding.name, encoding.game, rules, self.learner.shape, made)
        checkpoint.export(self.folder / MODELS / name, weights, manifest, encoding)

    def _note(self, phase: Phase, values: dict[str, float]) -> None:
        line = {"phase": phase.name, "step": self.step, **{k: float(v) for k, v in values.items()}}
        keeping.note(self.folder, line)

    def save(self) -> None:
        """Keep all that is needed to go on from here."""
        weights = {name: weight.detach() for name, weight in self.learner.weights.items()}
        state = {
            "phase": self.phase,
            "step": self.step,
            "idle": self.idle,
            "version": self.learner.version,
            "weights": weights,
            "optimiser": self.optimiser.state_dict() if self.step else None,
            "pool": self.pool.state(),
        }
        checkpoint.save(self.folder / checkpoint.CHECKPOINT, state)

    def restore(self) -> None:
        """Go back to the last checkpoint, and forget what was noted after it."""
        file = self.folder / checkpoint.CHECKPOINT
        if not file.exists():
            keeping.cut(self.folder, 0)
            return
        state = checkpoint.restored(file)
        self.phase, self.step, self.idle = state["phase"], state["step"], state["idle"]
        self.learner.version = state["version"]
        self.learner.weights = moved(state["weights"], home_of(self.learner.weights))
        if self.step:
            phase = self.experiment.phases[self.phase]
            self._begin(msgspec.structs.replace(phase, after=""))
            self.optimiser.load_state_dict(state["optimiser"])
            self.pool.restore(state["pool"])
        keeping.cut(self.folder, self.done)


def home(device: str) -> Home:
    """Return where a small model learns: the processor, unless *device* is a GPU that is there."""
    has_gpu(device)
    return torch.device("cuda" if device == "cuda" else PROCESSOR)


def begun(folder: Path, experiment: Experiment) -> Course:
    """Return the course of *experiment* in a new *folder*."""
    keeping.is_free(folder)
    course = Course(folder, experiment)
    keeping.put(folder / keeping.EXPERIMENT, canonical(experiment) + b"\n")
    course.export(_BASE)
    return course


def resumed(folder: Path) -> Course:
    """Return the course in *folder*, at its last checkpoint."""
    experiment = kept(folder)
    if not isinstance(experiment, Experiment):
        message = f"{folder} holds no run of a small model; give the folder of one"
        raise BadInput(message)
    course = Course(folder, experiment)
    course.restore()
    return course
