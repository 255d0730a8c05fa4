"""TRL's trainers on our rollouts: the same episodes, prompts, parsing and recipes as everywhere.

A row of a data set names a world and a seat and nothing else. Rows of several seats of one world
that stand side by side are one episode, in which one policy holds them all: so the baseline of a
group is that of its role. A seat may be held by a frozen adapter, which speaks and does not learn.
"""

from collections import defaultdict
from collections.abc import Callable, Generator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from watchfloor.agents import contenders
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender
from watchfloor.play.seating import play, seated
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import (
    LEARNER,
    Bounds,
    Cast,
    Part,
    Said,
    Style,
    Tongue,
    Voice,
    rollouts,
)
from watchfloor.training.libraries import Loaded, library
from watchfloor.training.reasoner import REASONER
from watchfloor.training.transcript import Played, Tokens, Transcript

TEACHERS = {"opensoc": {"reasoner": REASONER}}
"""By game, those who only teach."""


class Task(msgspec.Struct, frozen=True):
    """What a row of a data set asks for."""

    scenario: str
    mode: str
    seed: int
    role: str

    @property
    def setting(self) -> Setting:
        """The world."""
        return Setting(self.scenario, self.mode, self.seed)


@dataclass(frozen=True, slots=True)
class Plan:
    """What is learnt: by which seats, on which table, in how many tokens."""

    cast: Cast
    tongue: Tongue
    bounds: Bounds
    adapters: Mapping[str, str] = field(default_factory=dict[str, str])
    """The frozen adapter behind each voice that is not the learner's."""

    @property
    def roles(self) -> tuple[str, ...]:
        """The seats that learn, in the order of their rows."""
        return tuple(role for role, voice in self.cast.speaks.items() if voice == LEARNER)

    @property
    def style(self) -> Style:
        """How its episodes are played."""
        return Style(self.cast.speaks, self.tongue, self.bounds)


def rows(plan: Plan, settings: Sequence[Setting]) -> list[dict[str, Any]]:
    """Return the rows of a data set: of each of *settings*, one for every seat that learns."""
    tasks = [Task(it.scenario, it.mode, it.seed, role) for it in settings for role in plan.roles]
    return [{"prompt": [{"role": "user", "content": canonical(task).decode()}]} for task in tasks]


def rollout_func(plan: Plan) -> Callable[[list[Any], Any], dict[str, Any]]:
    """Return what plays *plan* for `GRPOTrainer`, whose rows are those of `rows`."""

    def rolled(prompts: list[Any], trainer: Any) -> dict[str, Any]:  # noqa: ANN401  # of the library
        tasks = [_task(it) for it in prompts]
        settings, places = _episodes(tasks, plan.roles)
        worlds = {it: plan.cast.world(it) for it in dict.fromkeys(settings)}
        parts = [Part(worlds[it]) for it in settings]
        played = rollouts(parts, plan.style, _voices(plan, trainer))
        found = [(played[place], task.role) for place, task in zip(places, tasks, strict=True)]
        return told(found, plan)

    return rolled


def told(found: Sequence[tuple[Played, str]], plan: Plan) -> dict[str, Any]:
    """Return what was *found*, an episode and a role for each row, as the trainer wants it."""
    texts = [_transcript(it, role, plan) for it, role in found]
    return {
        "prompt_ids": [list(it.prompt) for it in texts],
        "completion_ids": [it.later for it in texts],
        "logprobs": [it.likely for it in texts],
        "env_mask": [it.own for it in texts],
        "points": [it.points(role) for it, role in found],
        "paid": [it.paid(role) for it, role in found],
    }


def earned(
    points: list[float | None],
    paid: list[dict[str, float]],
    log_metric: Callable[[str, float], None] | None = None,
    **_further: object,
) -> list[float | None]:
    """Return *points* as the reward of each row, and log what each term *paid* on average."""
    terms = dict.fromkeys(term for one in paid for term in one)
    for term in terms if log_metric is not None else ():
        values = [one[term] for one in paid if term in one]
        if log_metric is not None:
            log_metric(f"paid/{term}", sum(values) / len(values))
    return points


def demonstrations(plan: Plan, settings: Sequence[Setting], teacher: str) -> list[dict[str, Any]]:
    """Return texts for `SFTTrainer`: how the policy *teacher* plays the seats that learn.

    Only what the teacher says is learnt; texts of an episode that came to no end are left out.
    """
    found: list[dict[str, Any]] = []
    for setting in settings:
        played = shown(plan, setting, teacher)
        for text in played.transcripts.values() if not played.trajectory.end.no_reply else ():
            learnt = [it if own else -100 for it, own in zip(text.later, text.own, strict=True)]
            ids = [*text.prompt, *text.later]
            found.append({"input_ids": ids, "labels": [-100] * len(text.prompt) + learnt})
    if not found:
        message = f"{teacher!r} shows nothing in these worlds; give more of them"
        raise BadInput(message)
    return found


def shown(plan: Plan, setting: Setting, teacher: str) -> Played:
    """Return how *teacher* plays *setting* in the seats of *plan* that speak, word for word."""
    cast, table, tongue = plan.cast, plan.cast.table(setting), plan.tongue
    if not isinstance(tongue, Chat):
        message = "found the tongue of a small model, expected that of one that chats to be shown"
        raise BadInput(message)
    seats = {**table.seats, **dict.fromkeys(cast.speaks, teacher)}
    guests = {name: teacher_of(cast.game, name) for name in seats.values()}
    taught = replace(table, seats=seats)
    said: dict[str, list[str]] = {role: [] for role in cast.speaks}
    for turn in play(cast.game, taught, seated(cast.game, taught, guests)).turns:
        said.get(turn.role, []).append(turn.reply)
    voices = {role: _recited(tongue, said[role]) for role in cast.speaks}
    alone = replace(cast, speaks={role: role for role in cast.speaks})
    (played,) = rollouts([Part(alone.world(setting))], Style(alone.speaks, tongue), voices)
    return played


def teacher_of(game: Game[Any], name: str) -> Contender:
    """Return whoever is called *name*: who only teaches *game*, or any policy."""
    return contenders.find(game, name, TEACHERS.get(game.name))


def _recited(tongue: Chat, replies: list[str]) -> Voice:
    left = list(replies)

    def voice(texts: Sequence[Tokens]) -> list[Said]:
        return [Said(tongue.spelled(left.pop(0)) if left else [], []) for _ in texts]

    return voice


def _task(prompt: Any) -> Task:  # noqa: ANN401  # a row of the library
    try:
        return msgspec.json.decode(prompt[-1]["content"], type=Task)
    except (msgspec.DecodeError, LookupError, TypeError) as error:
        message = f"a row names no world and seat ({error}); make the data set with `rows`"
        raise BadInput(message) from None


def _episodes(tasks: Sequence[Task], roles: Sequence[str]) -> tuple[list[Setting], list[int]]:
    """Return the settings to play, and of each of *tasks* the place of its episode among them.

    The k-th row of every role of one world is the same episode.
    """
    settings: list[Setting] = []
    places: list[int] = []
    known: dict[tuple[Setting, int], int] = {}
    counts: dict[Task, int] = defaultdict(int)
    for task in tasks:
        key = task.setting, counts[task]
        counts[task] += 1
        if key not in known:
            known[key] = len(settings)
            settings.append(key[0])
        places.append(known[key])
    if len(tasks) != len(settings) * len(roles):
        message = (
            f"a batch holds {len(tasks)} rows of {len(settings)} episodes, expected "
            f"{len(roles)} of each; keep the rows of a world together, unshuffled, and batches a "
            "multiple of them"
        )
        raise BadInput(message)
    return settings, places


def _transcript(played: Played, role: str, plan: Plan) -> Transcript:
    """Return the text of *role*; one that never had a turn is a text that teaches nothing."""
    found = played.transcripts.get(role)
    if found is not None:
        return found
    end = [plan.tongue.end]
    return Transcript(end, end, [0], [0.0])


def _voices(plan: Plan, trainer: Any) -> dict[str, Voice]:  # noqa: ANN401  # of the library
    """Return the voices of *plan*, all of them through the model of *trainer*."""
    names = dict.fromkeys(plan.cast.speaks.values())
    return {name: _voice(plan, trainer, plan.adapters.get(name)) for name in names}


def _voice(plan: Plan, trainer: Any, adapter: str | None) -> Voice:  # noqa: ANN401  # of the library
    def voice(texts: Sequence[Tokens]) -> list[Said]:
        model = trainer.accelerator.unwrap_model(trainer.model)
        use = library("trl.trainer.utils").use_adapter
        speaking = nullcontext() if adapter is None else use(model, adapter)
        with speaking, _briefly(plan, trainer), trainer.accelerator.autocast():
            ask = trainer._generate_single_turn  # noqa: SLF001  # it knows every way to generate
            said, likely = ask(list(texts), None, {}, num_generations=1)
        return [
            Said(list(tokens), list(likely[place]) if likely else [])
            for place, tokens in enumerate(said)
        ]

    return voice


def greedy(policy: Loaded, plan: Plan, together: int = 32) -> Voice:
    """Return the voice of *policy* that says what is likeliest, for a look at it.

    So many texts are read *together*, those that are about as long.
    """

    def voice(texts: Sequence[Tokens]) -> list[Said]:
        policy.model.eval()
        order = sorted(range(len(texts)), key=lambda it: len(texts[it]))
        said: dict[int, Tokens] = {}
        for at in range(0, len(order), together):
            part = order[at : at + together]
            own = [texts[it] for it in part]
            said.update(zip(part, _likeliest(policy, own, plan.bounds.turn), strict=True))
        return [Said(said[place], []) for place in range(len(texts))]

    return voice


def _likeliest(policy: Loaded, texts: Sequence[Tokens], most: int) -> list[Tokens]:
    """Return what *policy* says to *texts*, which are filled up before their beginnings."""
    torch, fill = library("torch"), policy.tokenizer.pad_token_id
    longest = max(map(len, texts))
    gaps = [longest - len(text) for text in texts]
    rows = [[fill] * gap + list(text) for gap, text in zip(gaps, texts, strict=True)]
    seen = [[0] * gap + [1] * (longest - gap) for gap in gaps]
    with torch.inference_mode():
        answers = policy.model.generate(
            input_ids=torch.tensor(rows, device=policy.model.device),
            attention_mask=torch.tensor(seen, device=policy.model.device),
            do_sample=False,
            max_new_tokens=most,
            pad_token_id=fill,
        )
    found: list[Tokens] = answers[:, longest:].tolist()
    end = policy.tokenizer.eos_token_id
    return [it[: it.index(end) + 1] if end in it else it for it in found]


@contextmanager
def _briefly(plan: Plan, trainer: Any) -> Generator[None]:  # noqa: ANN401  # of the library
    """Let the model say no more than a turn at once."""
    config = getattr(trainer, "generation_config", None)
    if config is None:
        yield
        return
    before, config.max_new_tokens = config.max_new_tokens, plan.bounds.turn
    try:
        yield
    finally:
        config.max_new_tokens = before


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How much is learnt at once, and how often."""

    folder: str
    steps: int
    rate: float
    group: int = 8
    """Samples of one seat in one world."""
    batch: int = 8
    """Rows of one process in one step: of SFT texts, of GRPO samples."""
    gathered: int = 1
    """Batches to a step."""
    saved: int = 50
    """Steps from one checkpoint to the next."""
    seed: int = 7
    is_on_processor: bool = False
    watched: tuple[str, ...] = ()
    """Where the library sends what it measures, as `tensorboard`."""
    further: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Settings of the library itself, which go before ours."""

    def settings(self) -> dict[str, Any]:
        """Return what both trainers are told."""
        ours = {
            "output_dir": self.folder,
            "max_steps": self.steps,
            "learning_rate": self.rate,
            "per_device_train_batch_size": self.batch,
            "gradient_accumulation_steps": self.gathered,
            "save_steps": self.saved,
            "seed": self.seed,
            "logging_steps": 1,
            "report_to": list(self.watched) or "none",
            "lr_scheduler_type": "linear",
        }
        slow = {
            "use_cpu": True,
            "bf16": False,
            "gradient_checkpointing": False,
            "dataloader_pin_memory": False,
        }
        return {**ours, **(slow if self.is_on_processor else {}), **self.further}


def supervised(policy: Loaded, texts: list[dict[str, Any]], pace: Pace) -> Any:  # noqa: ANN401  # of the library
    """Return the `SFTTrainer` that teaches *policy* the *texts*."""
    trl, datasets = library("trl"), library("datasets")
    return trl.SFTTrainer(
        model=policy.model,
        processing_class=policy.tokenizer,
        train_dataset=datasets.Dataset.from_list(texts),
        args=trl.SFTConfig(**{**pace.settings(), "max_length": None, **pace.further}),
    )


def reinforced(policy: Loaded, plan: Plan, settings: Sequence[Setting], pace: Pace) -> Any:  # noqa: ANN401  # of the library
    """Return the `GRPOTrainer` that lets *policy* play *plan* in *settings*, in their order."""
    trl, datasets = library("trl"), library("datasets")
    ours = {
        "num_generations": pace.group,
        "max_completion_length": plan.bounds.whole,
        "shuffle_dataset": False,
        "scale_rewards": "none",
        "epsilon_high": 0.28,
        "temperature": 1.0,
    }
    return trl.GRPOTrainer(
        model=policy.model,
        processing_class=policy.tokenizer,
        train_dataset=datasets.Dataset.from_list(rows(plan, settings)),
        reward_funcs=earned,
        rollout_func=rollout_func(plan),
        args=trl.GRPOConfig(**{**ours, **pace.settings()}),
    )
