"""Episodes that were recorded, and the same with something in them changed afterwards."""

from collections.abc import Iterator
from itertools import count

from msgspec.structs import replace

from watchfloor.audit.trial import FIRST, Trial
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.replay import divergence
from watchfloor.play.seating import play
from watchfloor.play.trajectory import End, Trajectory, Turn, seal

SHORT, LONG = 10, 30
"""Attempts of a millisecond that an episode stands for."""


def settings(trial: Trial, most: int) -> Iterator[Setting]:
    """Return *most* settings, scenarios and modes taken in turn."""
    game = trial.game
    modes = game.modes
    for number, seed in zip(range(most), count(FIRST), strict=False):
        scenario = trial.scenarios[number % len(trial.scenarios)]
        yield Setting(scenario, modes[number // len(trial.scenarios) % len(modes)], seed)


def table(trial: Trial, setting: Setting, policy: str) -> Table:
    """Return the table at which *policy* holds every seat."""
    return Table(setting, trial.recipe, dict.fromkeys(trial.game.roles, policy))


def several(trial: Trial, policy: str = "random") -> list[Trajectory]:
    """Return as many episodes as *trial* has the effort for, *policy* in every seat."""
    most = max(len(trial.scenarios), trial.effort.cases // (SHORT if trial.is_short else LONG))
    return [play(trial.game, table(trial, it, policy)) for it in settings(trial, most)]


def resealed(trajectory: Trajectory) -> Trajectory:
    """Return *trajectory* with hashes that fit what it holds, as a forger would make them."""
    header = seal(trajectory.header, trajectory.header.previous)
    previous, turns = header.hash, list[Turn]()
    for turn in trajectory.turns:
        turns.append(seal(turn, previous))
        previous = turns[-1].hash
    return Trajectory(header, tuple(turns), seal(trajectory.end, previous))


def with_turns(trajectory: Trajectory, *turns: Turn) -> Trajectory:
    """Return *trajectory* with *turns* for its own, numbered and counted as they stand."""
    told = tuple(replace(turn, index=index) for index, turn in enumerate(turns, start=1))
    return Trajectory(trajectory.header, told, replace(trajectory.end, turns=len(told)))


def with_end(trajectory: Trajectory, end: End) -> Trajectory:
    """Return *trajectory* with another *end*."""
    return Trajectory(trajectory.header, trajectory.turns, end)


def is_noticed(trial: Trial, forged: Trajectory) -> bool:
    """Return whether a replay finds fault with *forged*, however well it is sealed."""
    sealed = resealed(forged)
    return divergence(trial.game, sealed, sealed.header.previous) is not None
