"""What TRL's trainers measure, told as other runs tell it, and a run that goes wrong stopped."""

import math
from collections.abc import Callable, Mapping
from time import perf_counter
from typing import Any

from watchfloor.errors import BadInput
from watchfloor.training.libraries import library

_NAMES = {
    "frac_reward_zero_std": "alike",
    "grad_norm": "steepness",
    "clip_ratio/region_mean": "clipped",
}
_SUMMARY = "train_runtime"
"""What only the last line of a trainer has, which tells of no step."""
_TIRED = 25
"""Steps in a row without anything to learn from that end a run."""


class Telling:
    """Hands on every step of one trainer, and stops it where nothing good can come of it."""

    def __init__(self, told: Callable[[int, dict[str, float]], None]) -> None:
        """Tell each step to *told*."""
        self._told = told
        self._began, self._tokens, self._idle = perf_counter(), 0.0, 0

    def take(self, step: int, logs: Mapping[str, float]) -> None:
        """Tell what the trainer noted of *step*."""
        if _SUMMARY in logs:
            return
        values = {_called(name): float(value) for name, value in logs.items()}
        self._check(step, values)
        tokens, now = values.pop("num_tokens", self._tokens), perf_counter()
        values |= {"tokens": tokens - self._tokens, "seconds": now - self._began}
        self._began, self._tokens = now, tokens
        self._told(step, values)

    def _check(self, step: int, values: Mapping[str, float]) -> None:
        if not math.isfinite(values.get("loss", 0.0)):
            message = (
                f"the loss is no number at step {step}; the last checkpoint is as it was; "
                "begin anew at a lower rate"
            )
            raise BadInput(message)
        self._idle = self._idle + 1 if values.get("alike") == 1.0 else 0
        if self._idle >= _TIRED:
            message = (
                f"nothing was learned for {_TIRED} steps, as all replies to a world earn the same; "
                "show the model more, or give it easier stages"
            )
            raise BadInput(message)


def _called(name: str) -> str:
    """Return what we call what the library calls *name*."""
    return _NAMES.get(name, name).replace("paid/", "reward/")


def callback(telling: Telling) -> Any:  # noqa: ANN401  # of the library
    """Return *telling* as a trainer of the library calls it."""

    def on_log(_self: object, _args: object, state: Any, _control: object, **named: Any) -> None:  # noqa: ANN401  # as the library has it
        telling.take(state.global_step, named["logs"])

    return type("Told", (library("transformers").TrainerCallback,), {"on_log": on_log})()
