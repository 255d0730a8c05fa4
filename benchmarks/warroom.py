"""What a core does with the war-room in a second: steps, resets, views and verifications.

    python benchmarks/warroom.py [--episodes 3] [--repeats 7]

The episodes are those of honest play on every scenario, half of them by the random team that moves
in form and half by the heuristic one; they are played before anything is timed. Times are processor
time, the best of the repeats. Since a machine shared with others is slow in processor time too, the
first line says what a yardstick of plain Python takes, and the last column what the figure would be
where the yardstick takes 60 nanoseconds. The exit status is 1 if a bar falls short as measured.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from time import process_time
from typing import NamedTuple

from watchfloor.logsentinel.cells import IS_OVER, TICK
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.snapshot import restore, snapshot
from watchfloor.logsentinel.state import State
from watchfloor.play.action import Action, Malformed, parse
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.observation import text
from watchfloor.play.replay import divergence
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START, Trajectory

TEAMS = ("random_valid", "heuristic")
YARDSTICK = 60e-9
STEPS_AT_LEAST = 40_000
RESET_AT_MOST = 0.0004
VIEW_AT_MOST = 0.00002
VERIFIED_AT_MOST = 0.004
STEPS_VERIFIED = 50


class Played(NamedTuple):
    """One episode, ready to be played again."""

    record: Trajectory
    first: State
    states: tuple[State, ...]
    moves: tuple[Action | Malformed, ...]


class Bench:
    """Whoever times, and remembers what fell short."""

    def __init__(self, repeats: int) -> None:
        """Take the best of so many *repeats*."""
        self._repeats = repeats
        self.short = 0
        self.pace = self._best(_yardstick) / 100_000
        print(f"yardstick: {self.pace * 1e9:.0f} nanoseconds")

    def _best(self, work: Callable[[], object]) -> float:
        spent: list[float] = []
        for _ in range(self._repeats):
            before = process_time()
            work()
            spent.append(process_time() - before)
        return min(spent)

    def told(self, name: str, count: float, work: Callable[[], object], bar: float = 0.0) -> None:
        """Print what *work* takes for one of *count*; more than *bar* falls short."""
        one = self._best(work) / count
        is_short = bar > 0 and one > bar
        self.short += is_short
        limit = f"bar {bar * 1e6:7.1f}{' SHORT' if is_short else ''}" if bar else ""
        even = one * YARDSTICK / self.pace
        print(
            f"{name:<44}{one * 1e6:9.1f} us{1 / one:11,.0f} a second   {limit:<20}"
            f"{even * 1e6:9.1f} us by the yardstick"
        )


def _yardstick() -> int:
    """Compute a little in plain Python, a hundred thousand times."""
    found = 0
    for number in range(100_000):
        found = (number * 7 >> 3) + found & 255
    return found


def _played(setting: Setting, team: str) -> Played:
    """Return the episode that *team* plays on *setting*."""
    table = Table(setting, GAME.recipes["standard"], dict.fromkeys(GAME.roles, team))
    record = play(GAME, table)
    first = GAME.first(setting)
    states, moves = [first], list[Action | Malformed]()
    for turn in record.turns:
        moves.append(parse(turn.reply, GAME.roles[turn.role].moves))
        states.append(GAME.apply(states[-1], moves[-1]).state)
    return Played(record, first, tuple(states), tuple(moves))


def _steps(episodes: list[Played]) -> None:
    apply = GAME.apply
    for it in episodes:
        state = it.first
        for move in it.moves:
            state = apply(state, move).state


def _settled(states: list[State]) -> None:
    for state in states:
        settle(state.world, list(state.cells))


def _time(bench: Bench, episodes: list[Played]) -> None:
    """Time everything that a trainer or a verifier does."""
    steps = sum(len(it.moves) for it in episodes)
    seen = [state for it in episodes for state in it.states if not state.cells[IS_OVER]]
    asked = [(state, str(GAME.to_move(state))) for state in seen]
    settings = [it.record.header.setting for it in episodes]
    firsts = [it.first for it in episodes]
    ticks = sum(it.world.plan.horizon for it in firsts)
    left = sum(state.world.plan.horizon - state.cells[TICK] for state in seen)
    packed = [snapshot(state) for state in seen]
    pairs = list(zip(packed, seen, strict=True))
    bench.told("full step", steps, lambda: _steps(episodes), 1 / STEPS_AT_LEAST)
    bench.told("tick of an untouched world", ticks, lambda: _settled(firsts))
    bench.told("tick to the horizon, from any state", left, lambda: _settled(seen))
    bench.told("reset", len(settings), lambda: [*map(GAME.first, settings)], RESET_AT_MOST)
    bench.told("role view", len(asked), lambda: [GAME.observe(*it) for it in asked], VIEW_AT_MOST)
    bench.told("role view, as text", len(asked), lambda: [text(GAME.observe(*it)) for it in asked])
    bench.told("fingerprint", len(seen), lambda: [*map(GAME.fingerprint, seen)])
    bench.told("snapshot", len(seen), lambda: [*map(snapshot, seen)])
    bench.told("restore, world at hand", len(seen), lambda: [restore(d, s.world) for d, s in pairs])
    bench.told(
        f"verification of {STEPS_VERIFIED} steps",
        steps / STEPS_VERIFIED,
        lambda: [divergence(GAME, it.record, START) for it in episodes],
        VERIFIED_AT_MOST,
    )


def main() -> int:
    """Play, time and print; return 1 if a bar falls short."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--episodes", type=int, default=3, help="of each scenario and team")
    parser.add_argument("--repeats", type=int, default=7)
    asked = parser.parse_args()
    episodes = [
        _played(Setting(scenario, "sequential", seed), team)
        for scenario in GAME.scenarios
        for team in TEAMS
        for seed in range(asked.episodes)
    ]
    moves = sum(len(it.moves) for it in episodes)
    print(f"{len(episodes)} episodes of {moves / len(episodes):.0f} moves")
    bench = Bench(asked.repeats)
    _time(bench, episodes)
    print(f"{bench.short} short of their bar" if bench.short else "every bar holds")
    return int(bench.short > 0)


if __name__ == "__main__":
    sys.exit(main())
