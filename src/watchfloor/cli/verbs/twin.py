"""Play a recorded war-room again, had one thing been otherwise, and compare."""

import sys
from argparse import ArgumentParser, Namespace
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from rich.box import SIMPLE
from rich.table import Table

from watchfloor.cli import options as common
from watchfloor.cli import screen
from watchfloor.cli.verb import BAD_INPUT, DONE, FELL_SHORT, Verb
from watchfloor.codec import canonical
from watchfloor.errors import BadInput
from watchfloor.evaluation import store
from watchfloor.evaluation.store import Stored, Torn, counted
from watchfloor.evaluation.verification import replayed as held_up
from watchfloor.logsentinel import twin
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.twin import Result, Worth
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import Trajectory
from watchfloor.wording import sentence


class _Compared(NamedTuple):
    """What one episode came to, and what its twins did."""

    as_played: Result
    twins: dict[str, Result]
    worths: tuple[Worth, ...]


def _compared(trajectory: Trajectory) -> _Compared:
    """Return *trajectory* beside the same episode had one thing been otherwise."""
    first = GAME.first(trajectory.header.setting)
    turns, recipe = trajectory.turns, trajectory.header.recipe
    twins = {
        "without the team": first,
        "without the attack": twin.in_another_world(first, turns, twin.without_attack),
        "without instructions": twin.in_another_world(first, turns, twin.without_injection),
        "with every sensor": twin.in_another_world(first, turns, twin.with_full_telemetry),
    }
    return _Compared(
        twin.result(twin.replayed(first, turns), recipe),
        {name: twin.result(state, recipe) for name, state in twins.items()},
        twin.worths(first, turns, recipe),
    )


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="what `play logsentinel` wrote")
    parser.add_argument("--episode", type=common.whole(1), help="only this one, counted from 1")
    common.add_json(parser)


def _run(options: Namespace, _words: Sequence[str]) -> int:
    status, there = DONE, 0
    for found in store.read(options.file):
        if isinstance(found, Torn):
            return _torn(found)
        there = found.episode
        if options.episode in (None, there):
            status = max(status, _show(found, is_json=options.json))
        if options.episode == there:
            return status
    if options.episode:
        message = f"the file holds {counted(there, 'episode')}, not {options.episode}; name another"
        raise BadInput(message)
    return status


def _show(found: Stored, *, is_json: bool) -> int:
    held = held_up(found, _game_of)
    if isinstance(held, Torn):
        return _torn(held)
    trajectory = held.trajectory
    if trajectory.end.no_reply:
        message = f"episode {held.episode} was not played to its end; name one that was"
        raise BadInput(message)
    result = _compared(trajectory)
    if is_json:
        line = {"episode": held.episode, "unit": "millionths", **result._asdict()}
        sys.stdout.write(canonical(line).decode() + "\n")
    else:
        _tell(held.episode, trajectory, result)
    return DONE


def _game_of(name: str) -> Any:  # noqa: ANN401  # games differ in their states
    if name != GAME.name:
        message = f"the file records {name!r}, which has no twins; give an episode of {GAME.name}"
        raise BadInput(message)
    return GAME


def _torn(found: Torn) -> int:
    place = f"episode {found.episode} has no twin: line {found.line}"
    sys.stderr.write(f"watchfloor: {sentence(f'{place}: {found.reason}')}\n")
    return BAD_INPUT if found.is_cut else FELL_SHORT


def _tell(episode: int, trajectory: Trajectory, result: _Compared) -> None:
    setting = trajectory.header.setting
    sys.stdout.write(
        f"episode {episode}: {setting.scenario}, mode {setting.mode}, seed {setting.seed}\n"
    )
    screen.write(_twins(result))
    if not result.worths:
        sys.stdout.write("no mitigation was ordered\n\n")
        return
    sys.stdout.write("what each mitigation was worth: as played, less the same without it\n")
    screen.write(_worths(result.worths))


def _twins(result: _Compared) -> Table:
    table = Table("", "reward", "outcome", "contained", "restored", "lost", box=SIMPLE)
    for name, it in (("as played", result.as_played), *result.twins.items()):
        table.add_row(name, *_figures(it))
    return table


def _figures(it: Result) -> Iterator[str]:
    for share in (it.total, it.outcome, it.containment, it.restoration):
        yield _rounded(share)
    yield f"{it.lost:,}"


def _rounded(worth: int) -> str:
    return f"{worth / ONE:+.3f}"


def _worths(worths: Sequence[Worth]) -> Table:
    table = Table("t", box=SIMPLE)
    for heading in ("mitigation", "service", "backed", "reward", "outcome", "saved"):
        table.add_column(heading, no_wrap=True)
    for it in worths:
        table.add_row(
            str(it.tick),
            it.mitigation,
            it.service,
            "yes" if it.is_backed else "no",
            _rounded(it.total),
            _rounded(it.outcome),
            f"{it.saved:+,}",
        )
    return table


VERB = Verb(
    name="twin",
    example="watchfloor twin war.jsonl --episode 1",
    options=_options,
    run=_run,
)
