"""What one experiment does, as a TOML file says it: what learns, and the steps that change it.

The `kind` of a file says what learns: `small`, a model of our own in phases, if nothing is said,
`team`, a team of the war-room in lessons, or `chat`, a chat model by TRL's trainers.
"""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, NamedTuple, TypeAlias

import msgspec

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.training import keeping

How = Literal["sft", "grpo", "raft", "selfplay"]


class Size(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How large the model is."""

    width: int = 96
    layers: int = 3
    heads: int = 3
    inner: int = 256


class Phase(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A stretch of training with one way to learn."""

    name: str
    how: How
    steps: int
    scenarios: tuple[str, ...]
    worlds: int
    """Of each step."""
    rate: float
    """The learning rate at its highest; it falls to nothing."""
    after: str = ""
    """The phase whose model it begins with; the one before, if nothing is said."""
    samples: int = 8
    """Replies to each world, where replies are drawn."""
    parts: int = 1
    """How many updates the worlds of a step are divided between."""
    warmth: float = 1.0
    low: float = 0.2
    high: float = 0.28
    kl: float = 0.0
    entropy: float = 0.0
    is_scaled: bool = True
    attacks: int = 0
    """In self-play, the steps of each generation in which the attacker learns."""
    defends: int = 0
    """In self-play, the steps of each generation in which the defender learns."""
    quick: float = 10.0
    """In self-play, the rate of the attacker."""
    is_told: bool = False
    """Whether the evaluation at the end has a row for it."""

    def attacks_at(self, step: int) -> bool:
        """Return whether it is the attacker who learns in a *step* of self-play."""
        return step % (self.attacks + self.defends) < self.attacks

    def keeps_attacker(self, step: int) -> bool:
        """Return whether the attacker is taken into the pool after *step*."""
        return step % (self.attacks + self.defends) == self.attacks - 1

    def ends_generation(self, step: int) -> bool:
        """Return whether *step* is the last of its generation."""
        return (step + 1) % (self.attacks + self.defends) == 0

    def generation(self, step: int) -> str:
        """Return the name of the generation that *step* is of."""
        return f"{self.name}-{1 + step // (self.attacks + self.defends)}"


class Experiment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One experiment, from nothing to a table."""

    name: str
    summary: str
    encoding: str
    phases: tuple[Phase, ...]
    seed: int = 0
    recipe: str = "standard"
    mode: str = "defender_only"
    size: Size = Size()
    every: int = 50
    """Steps between checkpoints, and between looks at the worlds kept for validation."""
    looks: int = 50
    """Worlds of each scenario that a look takes."""
    evaluated: int = 100
    """Worlds of each scenario that the table at the end is made of."""
    device: str = "auto"
    """`cuda`, or `cpu`, as it is if nothing is said: there a run has the same bytes everywhere."""

    @property
    def game(self) -> str:
        """The game that is trained for."""
        return named("encoding", self.encoding, ENCODINGS).game


class Schooling(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="team"
):
    """A team of the war-room that learns from worlds whose truth is known."""

    name: str
    summary: str
    worlds: int
    """Of each lesson."""
    levels: tuple[str, ...] = ("easy", "medium", "hard")
    lessons: int = 2
    """After the first, the team plays as the lesson before has taught it."""
    seed: int = 0
    recipe: str = "standard"
    mode: str = "sequential"
    every: int = 25
    """Worlds between checkpoints."""
    heard: int = 90
    """Worlds kept for validation on which each lesson is heard."""
    tried: int = 40
    """Worlds of each level, kept for validation, on which the numbers are tried."""
    numbers: dict[str, tuple[int, ...]] = {}
    """What each number of the team is tried at, one after the other."""
    evaluated: int = 100
    """Worlds of each level that the table at the end is made of."""

    @property
    def game(self) -> str:
        """The game that is trained for."""
        return "logsentinel"


CURRICULUM: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "opensoc": ("stage1_basic", "stage2_multi", "stage3_mixed", "stage4_adversarial"),
        "logsentinel": ("easy", "medium", "mixed", "hard"),
    }
)
"""What a chat model is tried on, the easiest first."""


class Tuition(
    msgspec.Struct, frozen=True, forbid_unknown_fields=True, tag_field="kind", tag="chat"
):
    """A chat model that is taught by demonstrations, and then plays stage after stage for points.

    What stands here is for an accelerator.
    """

    name: str
    summary: str
    game: str
    model: str = ""
    """A folder, or a name of the hub; the command line may name it instead."""
    backend: str = "auto"
    device: str = "auto"
    """`cuda`, `cpu`, or whichever is there."""
    seats: tuple[str, ...] = ()
    """Those that learn; all that are scored, if none is named."""
    stages: tuple[str, ...] = ()
    """The curriculum; that of the game, if nothing is said."""
    teacher: str = "heuristic"
    is_terse: bool = False
    """Whether it is told no rules, which it has to learn from what is shown."""
    texts: int = 400
    """Worlds that are demonstrated."""
    shown: int = 100
    """Steps of learning from demonstrations."""
    tried: int = 75
    """Steps of trying in each stage."""
    tried_in: tuple[str, ...] = ()
    """The stages of the curriculum that are tried; all, if none is named."""
    rounds: int = 0
    """How often attacker and defender learn by turns, each against the other as it was then."""
    fought: int = 50
    """Steps of each of them in a round."""
    group: int = 8
    """Samples of one seat in one world."""
    worlds: int = 8
    """Of each step of trying."""
    batch: int = 8
    """Rows at once in one process."""
    gathered: int = 1
    """Batches of texts to a step."""
    is_thrifty: bool = True
    """Whether memory is saved by reading texts once more on the way back."""
    rank: int = 16
    """Of the adapter that learns; 0 trains the whole model."""
    shown_rate: float = 1e-4
    tried_rate: float = 1e-5
    turn: int = 256
    """Tokens of one answer."""
    whole: int = 8192
    """Tokens after the first view."""
    every: int = 25
    """Steps between checkpoints."""
    seed: int = 0
    recipe: str = "standard"
    evaluated: int = 100
    """Worlds of each stage that the table at the end is made of; 0 leaves it out."""
    watched: tuple[str, ...] = ()
    """Where the trainers send what they measure, as `tensorboard`."""


Asked: TypeAlias = Experiment | Schooling | Tuition
KINDS: Mapping[str, type[Asked]] = MappingProxyType(
    {"small": Experiment, "team": Schooling, "chat": Tuition}
)
ROOMS: Mapping[type, str] = MappingProxyType(
    {Experiment: "course", Schooling: "schooling", Tuition: "tuition"}
)
"""The module that goes through each kind of experiment."""


BACKENDS = ("auto", "hf", "unsloth")
DEVICES = ("auto", "cpu", "cuda")


class Told(NamedTuple):
    """What there is to tell of one step."""

    phase: str
    step: int
    steps: int
    """Of the phase."""
    done: float
    """The share of the whole run."""
    values: dict[str, float]


def loaded(file: Path, seed: int | None = None) -> Asked:
    """Return the experiment in *file*, with another *seed* if one is given."""
    try:
        found = _read(tomllib.loads(file.read_text()))
    except OSError:
        message = f"there is no experiment {str(file)!r}; give a TOML file, as in experiments/"
        raise BadInput(message) from None
    except (ValueError, msgspec.ValidationError) as error:
        message = f"{file} is no experiment ({error}); compare it with those in experiments/"
        raise BadInput(message) from None
    if isinstance(found, Experiment):
        _check(found, file)
    elif isinstance(found, Schooling):
        _check_lessons(found, file)
    return found if seed is None else msgspec.structs.replace(found, seed=seed)


def _check_lessons(found: Schooling, file: Path) -> None:
    if min(found.worlds, found.lessons, found.every, found.heard) < 1 or not found.levels:
        message = f"{file} has nothing to learn from; give it worlds, lessons and levels"
        raise BadInput(message)


def kept(folder: Path) -> Asked:
    """Return the experiment of the run in *folder*."""
    try:
        return _read(msgspec.json.decode((folder / keeping.EXPERIMENT).read_bytes()))
    except (OSError, ValueError, msgspec.DecodeError):
        message = f"{folder} holds no run of an experiment; give the folder of one"
        raise BadInput(message) from None


def _read(told: dict[str, Any]) -> Asked:
    kind = told.get("kind", "small")
    if kind not in KINDS:
        message = f"its kind is {kind!r}, expected one of {', '.join(KINDS)}"
        raise ValueError(message)
    return msgspec.convert(told, KINDS[kind])


def usual(game: str, seed: int) -> Tuition:
    """Return how a chat model is taught *game* if nothing else is said."""
    summary = "A chat model: demonstrations, then the stages of the curriculum for points."
    return Tuition(f"chat-{game}", summary, game, seed=seed)


def _check(experiment: Experiment, file: Path) -> None:
    names: list[str] = []
    for phase in experiment.phases:
        if phase.name in names or (phase.after and phase.after not in names):
            message = (
                f"{file} has phase {phase.name!r} twice, or after {phase.after!r}, which does not "
                "come before it; give every phase a name of its own"
            )
            raise BadInput(message)
        if min(phase.steps, phase.worlds, phase.samples, phase.parts) < 1 or not phase.scenarios:
            message = f"phase {phase.name!r} of {file} has nothing to learn from; give it worlds"
            raise BadInput(message)
        if phase.how == "selfplay" and phase.attacks + phase.defends < 1:
            message = f"phase {phase.name!r} of {file} is self-play; give it attacks and defends"
            raise BadInput(message)
        names.append(phase.name)
    if not names:
        message = f"{file} has no phases; give it one at least"
        raise BadInput(message)
