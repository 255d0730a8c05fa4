"""Train a policy on this machine, as an experiment says, and tell what it learned."""

import os
import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from time import monotonic
from types import MappingProxyType
from typing import Any

import msgspec

from watchfloor.cli import options as common
from watchfloor.cli.graduation import held
from watchfloor.cli.verb import DONE, INTERRUPTED, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.training import experiment
from watchfloor.training.door import opened
from watchfloor.training.experiment import (
    BACKENDS,
    DEVICES,
    Asked,
    Experiment,
    Schooling,
    Told,
    Tuition,
)

_FOLDER = Path("runs")
_SAID = ("model", "backend", "device")
_MAY: Mapping[type, tuple[str, ...]] = MappingProxyType(
    {Experiment: ("device",), Schooling: (), Tuition: _SAID}
)
"""What the command line may say of what learns."""
_WHERE = (
    "where the model learns; if not given, a chat model on a GPU if one is there, a small one on "
    "the processor, where a run is the same again to the byte"
)
_AHEAD = (
    "processes that play the worlds a small model learns from, the next while it learns, which "
    "changes nothing else; 1 if not given and there are two cores, 0 for none"
)
_TOLD = ("loss", "true", "reward", "alike", "entropy", "clipped", "kl", "steepness", "remarks")
"""What a line of progress tells, where there is such a thing."""


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor train GAME --experiment FILE | --model NAME | --resume DIR"
    add = parser.add_argument
    add("name", metavar="GAME", help="the game to train for")
    add("--experiment", type=Path, metavar="FILE", help="what to do, as in experiments/*.toml")
    add("--model", metavar="NAME", help="a chat model: a folder, or a name of the hub")
    add("--backend", choices=BACKENDS, help="what loads a chat model; auto if not given")
    add("--device", choices=DEVICES, help=_WHERE)
    add("--ahead", type=common.whole(0), metavar="N", help=_AHEAD)
    add("--seed", type=common.whole(0), metavar="N", help="instead of the seed in the file")
    add("--out", type=Path, metavar="DIR", help="the folder of the run; under runs/ if not given")
    add("--resume", type=Path, metavar="DIR", help="go on with the run in this folder")
    add("--tensorboard", action="store_true", help="write events for TensorBoard into the run")
    add("--no-evaluation", action="store_true", help="leave the table at the end out")
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    going = _resumed(options) if options.resume else _begun(options)
    _helped(going, options.ahead)
    try:
        tell = _Telling(is_json=options.json)
        going.go(_boarded(going.folder, tell) if options.tensorboard else tell)
    except KeyboardInterrupt:
        sys.stderr.write(f"watchfloor: stopped; go on with --resume {going.folder}\n")
        return INTERRUPTED
    if going.exam.worlds and not options.no_evaluation:
        _examine(going, is_json=options.json)
    return DONE


def _helped(going: Any, ahead: int | None) -> None:  # noqa: ANN401  # of a room opened late
    """Let so many processes work *ahead* of a run in which a small model learns."""
    if isinstance(going.experiment, Experiment):
        going.ahead = min(1, (os.cpu_count() or 1) - 1) if ahead is None else ahead
    elif ahead is not None:
        message = f"--ahead is for a small model, and {going.folder} is of another; leave it out"
        raise BadInput(message)


def _boarded(folder: Path, tell: Callable[[Told], None]) -> Callable[[Told], None]:
    """Return what tells TensorBoard of a step, in *folder*, before it is told by *tell*."""
    board = opened("board").Board(folder)

    def both(step: Told) -> None:
        board.note(step)
        tell(step)

    return both


def _examine(going: Any, *, is_json: bool) -> None:  # noqa: ANN401  # of a room opened late
    page = held(going.exam, going.folder / "evaluation", is_json=is_json)
    if not is_json:
        sys.stdout.write(f"report: {page}\n")


def _begun(options: Namespace) -> Any:  # noqa: ANN401  # of a room that is opened late
    found = _meant(_asked(options), options.name)
    folder = options.out or _FOLDER / f"{found.name}-{found.seed}"
    return opened(experiment.ROOMS[type(found)]).begun(folder, found)


def _asked(options: Namespace) -> Asked:
    """Return the experiment of the file, with what the *options* say of what learns."""
    if options.experiment is None and options.model is None:
        message = "nothing says what to train; give --experiment FILE, --model NAME or --resume DIR"
        raise BadInput(message)
    if options.experiment is not None:
        found = experiment.loaded(options.experiment, options.seed)
    else:
        found = experiment.usual(options.name, options.seed or 0)
    said = {name: getattr(options, name) for name in _SAID if getattr(options, name) is not None}
    if strange := [name for name in said if name not in _MAY[type(found)]]:
        message = f"--{strange[0]} is for another kind than {options.experiment}; leave it out"
        raise BadInput(message)
    return msgspec.structs.replace(found, **said)


def _resumed(options: Namespace) -> Any:  # noqa: ANN401  # of a room that is opened late
    first = (options.experiment, options.out, *(getattr(options, name) for name in _SAID))
    if any(first) or options.seed is not None:
        message = "--resume goes on with what was asked for first; leave the other options out"
        raise BadInput(message)
    found = _meant(experiment.kept(options.resume), options.name)
    return opened(experiment.ROOMS[type(found)]).resumed(options.resume)


def _meant(found: Asked, game: str) -> Asked:
    """Return the experiment that was *found* if it is for *game*."""
    if found.game != game:
        message = f"the experiment is for {found.game}, not for {game!r}; give another"
        raise BadInput(message)
    return found


class _Telling:
    """Tells every tenth step of a run, the last ones, and each look at the validation worlds."""

    def __init__(self, *, is_json: bool) -> None:
        self._is_json = is_json
        self._began = monotonic()
        self._first: float | None = None

    def __call__(self, step: Told) -> None:
        """Tell *step*, if it is to be told."""
        first = self._first = step.done if self._first is None else self._first
        is_look = any(name.startswith("looked/") for name in step.values)
        if self._is_json:
            line = {"phase": step.phase, "step": step.step} | _plain(step.values)
            sys.stdout.write(canonical(line).decode() + "\n")
        elif is_look or step.step % 10 == 0 or step.step == step.steps:
            left = (monotonic() - self._began) * (1 - step.done) / max(1e-9, step.done - first)
            sys.stdout.write(_line(step, left if step.done > first else None))
        sys.stdout.flush()


def _plain(values: dict[str, float]) -> dict[str, str]:
    return {name: f"{value:.6g}" for name, value in values.items()}


def _line(step: Told, left: float | None) -> str:
    values = step.values
    told = [f"{name} {values[name]:.3f}" for name in _TOLD if name in values]
    told += [
        f"{values[unit] / max(1e-9, values['seconds']):,.0f} {unit}/s"
        for unit in ("tokens", "worlds")
        if unit in values
    ]
    told += [
        f"{name.removeprefix('reward/')} {value:+.3f}"
        for name, value in values.items()
        if name.startswith("reward/") and value
    ]
    rest = f", {left / 60:.0f} min left" if left is not None else ""
    lines = [f"{step.phase} {step.step}/{step.steps}: {', '.join(told) or 'done'}{rest}\n"]
    looks = [
        f"{name.removeprefix('looked/').removesuffix('/reward')} {value:+.4g}"
        for name, value in values.items()
        if name.startswith("looked/") and (name.endswith("/reward") or name.count("/") == 1)
    ]
    if looks:
        lines.append(f"  on worlds kept for validation: {', '.join(looks)}\n")
    return "".join(lines)


VERB = Verb(
    name="train",
    example="watchfloor train opensoc --experiment experiments/smoke.toml",
    options=_options,
    run=_run,
)
