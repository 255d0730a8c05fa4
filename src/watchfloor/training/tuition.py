"""A run in which a chat model learns by TRL's trainers, to where it can be gone on with exactly.

First it is shown how a policy plays, then it plays stage after stage and is paid by the recipe. In
rounds of self-play attacker and defender learn by turns, each in an adapter of its own: the other
side is played by its last adapter, which is frozen meanwhile. A stretch begins with the numbers
that the one before left, so that what a step does follows from the experiment alone.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import count, islice
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from watchfloor.agents.games import find
from watchfloor.agents.small_model import MANIFEST
from watchfloor.catalog import named
from watchfloor.codec import canonical
from watchfloor.errors import BadInput, WatchfloorError
from watchfloor.play.game import Game, Setting
from watchfloor.training import checkpoint, keeping, trl
from watchfloor.training.chat import QUIET, Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast
from watchfloor.training.exam import Exam
from watchfloor.training.experiment import CURRICULUM, Told, Tuition, kept
from watchfloor.training.libraries import Loaded, Wish, library, load_policy, saved, seeded
from watchfloor.training.telling import Telling, callback
from watchfloor.training.tensors import PROCESSOR, has_gpu
from watchfloor.training.trl import Pace, Plan
from watchfloor.training.worlds import TRAIN, kept_apart, story

Tell = Callable[[Told], None]
DONE = "checkpoint.json"
PURPOSE = "trained_for.json"
"""What a model of such a run says of itself."""
OPPONENT = "opponent"
"""The voice, and the adapter, of the side that does not learn."""
SIDES = ("attacker", "defender")
_SHOWING = {"train_sampling_strategy": "group_by_length", "warmup_steps": 0.05}
"""How texts are taken: those that are about as long together, so that little is filled up."""


class Stretch(NamedTuple):
    """A phase of a run: with one trainer, by one way to learn."""

    name: str
    how: Literal["sft", "grpo", "fight"]
    stages: tuple[str, ...]
    steps: int
    side: str = ""
    """Which side learns, where two play against each other."""


class Purpose(msgspec.Struct, frozen=True):
    """What a model was trained for."""

    game: str
    rules: str
    stretch: str


@dataclass(slots=True)
class Lessons:
    """One run in one folder."""

    folder: Path
    experiment: Tuition
    done: int = 0
    """The stretches that have come to their end."""
    game: Game[Any] = field(init=False)
    stages: tuple[str, ...] = field(init=False)
    stretches: tuple[Stretch, ...] = field(init=False)
    is_on_processor: bool = field(init=False)
    policy: Loaded = field(init=False)

    def __post_init__(self) -> None:
        """Look whether there is all that the experiment names, and load the model."""
        asked = self.experiment
        self.game = find(asked.game)
        self.stages = asked.stages or CURRICULUM.get(asked.game, tuple(self.game.scenarios))
        for stage in (*self.stages, *asked.tried_in):
            named("scenario", stage, self.game.scenarios)
        for seat in asked.seats:
            named("role", seat, self.game.roles)
        named("recipe", asked.recipe, self.game.recipes)
        trl.teacher_of(self.game, asked.teacher)
        self.stretches = tuple(_stretches(asked, self.stages))
        _check(asked, self.game)
        self.is_on_processor = on_processor(asked.device)
        seeded(asked.backend, asked.seed)
        self.policy = load_policy(Wish(model=asked.model, backend=asked.backend, rank=asked.rank))

    @property
    def exam(self) -> Exam:
        """What the run is asked in the end: of the model as it came, and after its stretches."""
        asked = self.experiment
        told = [it.name for it in self.stretches if it.how == "sft"]
        told += [it.name for it in self.stretches if it.how == "grpo"][-1:]
        told += [it.name for it in self.stretches if it.side == SIDES[1]][-1:]
        models = (asked.model, *(str(self._model(name)) for name in told))
        return Exam(
            self.game,
            self.game.modes[0],
            asked.recipe,
            asked.evaluated,
            tuple(f"hf:{model}" for model in models),
            ("heuristic",),
            self.stages,
            asked.turn,
            QUIET,
            asked.is_terse,
        )

    def go(self, tell: Tell) -> None:
        """Go on to the end, telling every step."""
        while self.done < len(self.stretches):
            one = self.stretches[self.done]
            try:
                self._begin(one)
                self._learn(one, tell)
                self._end(one)
            except WatchfloorError:
                raise
            except Exception as error:  # libraries raise what they like, some a bare one
                what = " ".join(f"{type(error).__name__}: {error}".split())[:200]
                message = (
                    f"{one.name} broke off ({what}); the last checkpoint is as it was; "
                    f"mend it and go on with --resume {self.folder}"
                )
                raise BadInput(message) from error

    def plan(self, side: str = "") -> Plan:
        """Return what is learnt: by the seats that are scored, or by one *side* of two."""
        asked, game = self.experiment, self.game
        scored = next(iter(game.scenarios.values())).measured or tuple(game.roles)
        speaks = dict.fromkeys(asked.seats or scored, LEARNER)
        if side:
            speaks = {it: LEARNER if it == side else OPPONENT for it in SIDES}
        cast = Cast(game, game.recipes[asked.recipe], speaks)
        tongue = Chat(self.policy.tokenizer, QUIET, asked.is_terse)
        adapters = {OPPONENT: OPPONENT} if side else {}
        return Plan(cast, tongue, Bounds(asked.whole, asked.turn), adapters)

    def _begin(self, one: Stretch) -> None:
        """Give the model the numbers that the stretch *one* begins with."""
        model, before = self.policy.model, self._before(one.side)
        if before:
            _learnt(model, checkpoint.restored(self._numbers(before)))
        if one.side:
            if OPPONENT not in model.peft_config:
                model.add_adapter(OPPONENT, model.peft_config["default"])
            other = self._before(next(side for side in SIDES if side != one.side))
            numbers = checkpoint.restored(self._numbers(other)) if other else _numbers(model)
            renamed = {it.replace(".default.", f".{OPPONENT}."): n for it, n in numbers.items()}
            _learnt(model, renamed)

    def _before(self, side: str) -> str:
        """Return the stretch whose numbers *side* goes on with; nothing if there is none yet."""
        past = self.stretches[: self.done]
        return next((it.name for it in reversed(past) if it.side in ("", side)), "")

    def _learn(self, one: Stretch, tell: Tell) -> None:
        trainer = self._trainer(one)
        trainer.remove_callback(library("transformers").PrinterCallback)
        trainer.add_callback(
            callback(Telling(lambda step, values: self._told(one, step, values, tell)))
        )
        trainer.train(resume_from_checkpoint=_last(self._place(one)))

    def _trainer(self, one: Stretch) -> Any:  # noqa: ANN401  # of the library
        asked, plan = self.experiment, self.plan(one.side)
        if one.how == "sft":
            return trl.supervised(self.policy, self.texts(one), self._pace(one))
        worlds = list(self._settings(one, one.steps * asked.worlds))
        return trl.reinforced(self.policy, plan, worlds, self._pace(one))

    def texts(self, one: Stretch) -> list[dict[str, Any]]:
        """Return what is shown: games of the seats that learn, and of both sides if they fight."""
        asked, worlds = self.experiment, list(self._settings(one, self.experiment.texts))
        found = trl.demonstrations(self.plan(), worlds, asked.teacher)
        if asked.rounds:
            fights = [Setting(it.scenario, "self_play", it.seed) for it in worlds]
            found += trl.demonstrations(self.plan(SIDES[0]), fights, asked.teacher)
        return found

    def _settings(self, one: Stretch, most: int) -> Iterator[Setting]:
        """Return so many worlds for *one*, stage by stage, without stories of evaluations."""
        mode = "self_play" if one.side else self.game.modes[0]
        first = TRAIN[0] + 10_000_000 * self.experiment.seed
        seeds = count(first + 100_000 * self.stretches.index(one))
        apart = kept_apart(self.game, one.stages, mode, self.experiment.evaluated)
        told = (
            Setting(stage, mode, seed)
            for stage, seed in zip(_by_turns(one.stages, most), seeds, strict=False)
        )
        kept = (it for it in told if story(self.game.name, self.game.first(it)) not in apart)
        return islice(kept, most)

    def _pace(self, one: Stretch) -> Pace:
        asked, is_shown = self.experiment, one.how == "sft"
        rows = asked.group * asked.worlds * len(self.plan(one.side).roles)
        if is_shown:
            rows = asked.batch * asked.gathered
        return Pace(
            folder=str(self._place(one)),
            steps=one.steps,
            rate=asked.shown_rate if is_shown else asked.tried_rate,
            group=asked.group,
            batch=min(asked.batch, rows),
            gathered=max(rows // asked.batch, 1),
            saved=asked.every,
            seed=asked.seed,
            is_on_processor=self.is_on_processor,
            watched=asked.watched,
            further={
                "save_total_limit": 2,
                "disable_tqdm": True,
                "gradient_checkpointing": asked.is_thrifty and not self.is_on_processor,
                **(_SHOWING if is_shown else {}),
            },
        )

    def _told(self, one: Stretch, step: int, values: dict[str, float], tell: Tell) -> None:
        past, all_steps = self._steps(self.done), self._steps(len(self.stretches))
        keeping.note(self.folder, {"phase": one.name, "step": step, **values})
        tell(Told(one.name, step, one.steps, (past + step) / all_steps, values))

    def _steps(self, stretches: int) -> int:
        return sum(it.steps for it in self.stretches[:stretches])

    def _end(self, one: Stretch) -> None:
        """Keep what was learnt: as numbers to go on from, and as a model for others."""
        checkpoint.save(self._numbers(one.name), _numbers(self.policy.model))
        saved(self.policy, self._model(one.name))
        purpose = Purpose(self.game.name, self.game.rules, one.name)
        keeping.put(self._model(one.name) / PURPOSE, canonical(purpose) + b"\n")
        self.done += 1
        keeping.put(self.folder / DONE, canonical({"done": self.done}) + b"\n")

    def _model(self, name: str) -> Path:
        return self.folder / keeping.MODELS / name

    def _numbers(self, name: str) -> Path:
        return self.folder / keeping.MODELS / f"{name}.pt"

    def _place(self, one: Stretch) -> Path:
        return self.folder / "trainers" / one.name

    def restore(self) -> None:
        """Go back to the last checkpoint, and forget what was noted after it."""
        file = self.folder / DONE
        self.done = msgspec.json.decode(file.read_bytes())["done"] if file.exists() else 0
        steps = self._steps(self.done)
        if self.done < len(self.stretches):
            last = _last(self._place(self.stretches[self.done]))
            steps += int(Path(last).name.partition("-")[2]) if last else 0
        keeping.cut(self.folder, steps)


def _by_turns(stages: tuple[str, ...], most: int) -> Iterator[str]:
    """Return a stage for each of *most* worlds, the easiest first, and then the last of them."""
    each = -(-most // len(stages))
    for stage in stages:
        yield from [stage] * each
    while True:
        yield stages[-1]


def _stretches(asked: Tuition, stages: tuple[str, ...]) -> Iterator[Stretch]:
    if asked.shown:
        yield Stretch("sft", "sft", stages, asked.shown)
    for stage in (asked.tried_in or stages) if asked.tried else ():
        yield Stretch(f"grpo-{stage}", "grpo", (stage,), asked.tried)
    for number in range(1, asked.rounds + 1):
        for side in SIDES:
            yield Stretch(f"{side}-{number}", "fight", stages, asked.fought, side)


def _check(asked: Tuition, game: Game[Any]) -> None:
    """Refuse what could only break off later."""
    if not asked.model:
        message = "nothing says which model is to learn; give --model NAME, or `model` in the file"
        raise BadInput(message)
    least = (asked.worlds, asked.batch, asked.gathered, asked.every, asked.texts or not asked.shown)
    if min(least) < 1:
        message = "the experiment has nothing to learn from; give it texts, worlds and rows"
        raise BadInput(message)
    if asked.group < 2 and (asked.tried or asked.rounds):
        message = f"found a group of {asked.group}, expected 2 or more: rewards are compared in it"
        raise BadInput(message)
    if asked.rounds and (not asked.rank or not set(SIDES) <= set(game.roles)):
        message = (
            f"{game.name} with an adapter of rank {asked.rank} cannot be played against itself; "
            "take rounds = 0, or opensoc with a rank from 1 up"
        )
        raise BadInput(message)
    folder = Path(asked.model).expanduser()
    if (folder / MANIFEST).is_file():
        message = f"{folder} is a small model, which does not chat; train it by --experiment"
        raise BadInput(message)
    if (folder / PURPOSE).is_file():
        purpose = msgspec.json.decode((folder / PURPOSE).read_bytes(), type=Purpose)
        if purpose.game != game.name:
            message = f"{folder} was trained for {purpose.game}, not for {game.name}; give another"
            raise BadInput(message)


def on_processor(device: str) -> bool:
    """Return whether the model learns without an accelerator, by what *device* asks for."""
    return not has_gpu(device) or device == PROCESSOR


def _numbers(model: Any) -> dict[str, Any]:  # noqa: ANN401  # of a library
    """Return a copy of all that learns in *model*."""
    return {n: it.detach().clone() for n, it in model.named_parameters() if it.requires_grad}


def _learnt(model: Any, numbers: Mapping[str, Any]) -> None:  # noqa: ANN401  # of a library
    """Give *model* the *numbers* that were learnt, whose names it has."""
    strange = model.load_state_dict(dict(numbers), strict=False).unexpected_keys
    if strange:
        message = f"the model has no {strange[0]!r}, which the run has taught; begin it anew"
        raise BadInput(message)


def _last(folder: Path) -> str | None:
    """Return the last checkpoint of a trainer in *folder* that was written to its end."""
    found = [it for it in folder.glob("checkpoint-*") if _is_whole(it / "trainer_state.json")]
    return str(max(found, key=lambda it: int(it.name.partition("-")[2]))) if found else None


def _is_whole(file: Path) -> bool:
    """Return whether the trainer came to write *file*, which is its last."""
    try:
        msgspec.json.decode(file.read_bytes())
    except (OSError, msgspec.DecodeError):
        return False
    return True


def begun(folder: Path, experiment: Tuition) -> Lessons:
    """Return the run of *experiment* in a new *folder*."""
    keeping.is_free(folder)
    lessons = Lessons(folder, experiment)
    keeping.put(folder / keeping.EXPERIMENT, canonical(experiment) + b"\n")
    return lessons


def resumed(folder: Path) -> Lessons:
    """Return the run in *folder*, at its last checkpoint."""
    experiment = kept(folder)
    if not isinstance(experiment, Tuition):
        message = f"{folder} holds no run of a chat model; give the folder of one"
        raise BadInput(message)
    lessons = Lessons(folder, experiment)
    lessons.restore()
    return lessons
