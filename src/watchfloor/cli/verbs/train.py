"""Train a policy on this machine, as an experiment says, and tell what it learned."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from time import monotonic
from typing import Any

from watchfloor.cli import options as common
from watchfloor.cli.graduation import held
from watchfloor.cli.verb import DONE, INTERRUPTED, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.training import experiment
from watchfloor.training.door import opened
from watchfloor.training.experiment import Asked

_FOLDER = Path("runs")
_TOLD = ("loss", "true", "reward", "alike", "entropy", "clipped", "kl", "steepness", "remarks")
"""What a line of progress tells, where there is such a thing."""


def _options(parser: ArgumentParser) -> None:
    parser.usage = "watchfloor train GAME --experiment FILE [--out DIR] | --resume DIR"
    add = parser.add_argument
    add("name", metavar="GAME", help="the game to train for")
    add("--experiment", type=Path, metavar="FILE", help="what to do, as in experiments/*.toml")
    add("--seed", type=common.whole(0), metavar="N", help="instead of the seed in the file")
    add("--out", type=Path, metavar="DIR", help="the folder of the run; under runs/ if not given")
    add("--resume", type=Path, metavar="DIR", help="go on with the run in this folder")
    add("--tensorboard", action="store_true", help="write events for TensorBoard into the run")
    add("--no-evaluation", action="store_true", help="leave the table at the end out")
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    going = _resumed(options) if options.resume else _begun(options)
    try:
        _watch(_boarded(going) if options.tensorboard else going.run(), options)
    except KeyboardInterrupt:
        sys.stderr.write(f"watchfloor: stopped; go on with --resume {going.folder}\n")
        return INTERRUPTED
    if not options.no_evaluation:
        _examine(going, is_json=options.json)
    return DONE


def _boarded(going: Any) -> Iterator[Any]:  # noqa: ANN401  # of rooms that are opened late
    """Pass on every step of *going*, once TensorBoard has been told of it."""
    board = opened("board").Board(going.folder)
    for told in going.run():
        board.note(told)
        yield told


def _examine(going: Any, *, is_json: bool) -> None:  # noqa: ANN401  # of a room opened late
    page = held(going.exam, going.folder / "evaluation", is_json=is_json)
    if not is_json:
        sys.stdout.write(f"report: {page}\n")


def _begun(options: Namespace) -> Any:  # noqa: ANN401  # of a room that is opened late
    if options.experiment is None:
        message = "nothing says what to train; give --experiment FILE, or --resume DIR"
        raise BadInput(message)
    found = _meant(experiment.loaded(options.experiment, options.seed), options.name)
    folder = options.out or _FOLDER / f"{found.name}-{found.seed}"
    return opened(experiment.ROOMS[type(found)]).begun(folder, found)


def _resumed(options: Namespace) -> Any:  # noqa: ANN401  # of a room that is opened late
    if options.experiment or options.out or options.seed is not None:
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


def _watch(told: Iterable[Any], options: Namespace) -> None:
    """Tell every tenth step of those that are *told*, and each look at the validation worlds."""
    began, first = monotonic(), None
    for step in told:
        first = step.done if first is None else first
        is_look = any(name.startswith("looked/") for name in step.values)
        if options.json:
            line = {"phase": step.phase, "step": step.step} | _plain(step.values)
            sys.stdout.write(canonical(line).decode() + "\n")
        elif is_look or step.step % 10 == 0:
            left = (monotonic() - began) * (1 - step.done) / max(1e-9, step.done - first)
            sys.stdout.write(_line(step, left if step.done > first else None))
            sys.stdout.flush()


def _plain(values: dict[str, float]) -> dict[str, str]:
    return {name: f"{value:.6g}" for name, value in values.items()}


def _line(step: Any, left: float | None) -> str:  # noqa: ANN401  # of a room that is opened late
    values = step.values
    unit = "worlds" if "worlds" in values else "tokens"
    speed = values.get(unit, 0.0) / max(1e-9, values["seconds"])
    told = [f"{name} {values[name]:.3f}" for name in _TOLD if name in values]
    told += [
        f"{name.removeprefix('reward/')} {value:+.3f}"
        for name, value in values.items()
        if name.startswith("reward/") and value
    ]
    rest = f", {left / 60:.0f} min left" if left is not None else ""
    lines = [
        f"{step.phase} {step.step}/{step.steps}: {', '.join(told)}, {speed:,.0f} {unit}/s{rest}\n"
    ]
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
