"""What one experiment does, as a TOML file says it: a model, and phases that change it."""

import tomllib
from pathlib import Path
from typing import Any, Literal

import msgspec

from watchfloor.errors import BadInput

How = Literal["sft", "grpo", "raft"]


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
    is_told: bool = False
    """Whether the evaluation at the end has a row for it."""


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


def loaded(file: Path, seed: int | None = None) -> Experiment:
    """Return the experiment in *file*, with another *seed* if one is given."""
    try:
        told: Any = tomllib.loads(file.read_text())
        found = msgspec.convert(told, Experiment)
    except OSError:
        message = f"there is no experiment {str(file)!r}; give a TOML file, as in experiments/"
        raise BadInput(message) from None
    except (ValueError, msgspec.ValidationError) as error:
        message = f"{file} is no experiment ({error}); compare it with those in experiments/"
        raise BadInput(message) from None
    _check(found, file)
    return found if seed is None else msgspec.structs.replace(found, seed=seed)


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
        names.append(phase.name)
    if not names:
        message = f"{file} has no phases; give it one at least"
        raise BadInput(message)
