"""What a core does with the war-room in a second: steps, resets, views and verifications.

    python benchmarks/warroom.py [--episodes 3] [--repeats 7]

The episodes are those of honest play on every scenario, half of them by the random team that moves
in form and half by the heuristic one; they are played before anything is timed. Times are processor
time, the best of the repeats. What is kept of a world that was opened or seen before is forgotten
before each repeat, where a line says so.

A bar holds or falls short as measured, which is what a user of this machine gets, and the exit
status is 1 if one falls short. Since a machine shared with others is slow in processor time too, a
yardstick of plain Python is timed before each repeat. The last column says what the figure would be
where the yardstick takes 60 nanoseconds, the median of the repeats; so the days can be compared,
and a bar that falls short on a slow day only is told apart.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from statistics import mean, median
from time import process_time
from typing import NamedTuple

from watchfloor.logsentinel.cells import IS_OVER, TICK
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.kernel import settle
from watchfloor.logsentinel.snapshot import restore, snapshot
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.telling import line
from watchfloor.logsentinel.truth import untouched
from watchfloor.logsentinel.world import naming_of
from watchfloor.play.action import Action, Malformed, parse
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation, text
from watchfloor.play.replay import divergence
from watchfloor.play.seating import play
from watchfloor.play.trajectory import START, Trajectory

TEAMS = ("random_valid", "heuristic")
YARDSTICK, YARDS = 60e-9, 100_000
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


class Spent(NamedTuple):
    """What some work took, in seconds: as measured at best, and by the yardstick."""

    raw: float
    even: float

    def beyond(self, other: "Spent") -> "Spent":
        """Return what this took beyond *other*."""
        return Spent(self.raw - other.raw, self.even - other.even)


class Bench:
    """Whoever times, and remembers what fell short."""

    def __init__(self, repeats: int) -> None:
        """Repeat everything so many times."""
        self._repeats = repeats
        self.short: list[str] = []

    def spent(self, work: Callable[[], object], before: Callable[[], object] = int) -> Spent:
        """Return what *work* takes, with *before* done before each repeat and not timed."""
        raw: list[float] = []
        even: list[float] = []
        for _ in range(self._repeats):
            before()
            pace = _timed(_yardstick) / YARDS
            raw.append(_timed(work))
            even.append(raw[-1] * YARDSTICK / pace)
        return Spent(min(raw), median(even))

    def told(self, name: str, count: float, spent: Spent, bar: float = 0.0) -> None:
        """Print what one of *count* takes that took *spent* together, and whether *bar* holds."""
        one, even, limit = spent.raw / count, spent.even / count, ""
        if bar:
            is_short = one > bar
            slow = ", on a slow day" if is_short and even <= bar else ""
            limit = f"bar {bar * 1e6:7.1f}{f' SHORT{slow}' if is_short else ''}"
            self.short += [name] * is_short
        print(
            f"{name:<44}{one * 1e6:9.2f} us{1 / one:11,.0f} a second   {limit:<32}"
            f"{even * 1e6:9.2f} us by the yardstick"
        )


def _timed(work: Callable[[], object]) -> float:
    began = process_time()
    work()
    return process_time() - began


def _yardstick() -> int:
    """Compute a little in plain Python, many times."""
    found = 0
    for number in range(YARDS):
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


def _watched(firsts: list[State], episodes: list[Played]) -> None:
    """Make every move of *episodes* from *firsts* on, and look at each state from the floor."""
    for first, it in zip(firsts, episodes, strict=True):
        state = first
        for move in it.moves:
            GAME.observe(state, str(GAME.to_move(state)))
            state = GAME.apply(state, move).state


def _settled(states: list[State]) -> None:
    for state in states:
        settle(state.world, list(state.cells))


def _forget() -> None:
    """Forget what is known of every world by its seed: its names, its lines, how it ends alone."""
    naming_of.cache_clear()
    line.cache_clear()
    untouched.cache_clear()


def _time_moves(bench: Bench, episodes: list[Played]) -> None:
    """Time what a trainer does: opening worlds and making moves in them."""
    steps = sum(len(it.moves) for it in episodes)
    seen = [state for it in episodes for state in it.states if not state.cells[IS_OVER]]
    settings = [it.record.header.setting for it in episodes]
    firsts = [it.first for it in episodes]
    ticks = sum(it.world.plan.horizon for it in firsts)
    left = sum(state.world.plan.horizon - state.cells[TICK] for state in seen)
    opened = bench.spent(lambda: [*map(GAME.first, settings)], _forget)
    again = bench.spent(lambda: [*map(GAME.first, settings)])
    bench.told("full step", steps, bench.spent(lambda: _steps(episodes)), 1 / STEPS_AT_LEAST)
    bench.told("tick of an untouched world", ticks, bench.spent(lambda: _settled(firsts)))
    bench.told("tick to the horizon, from any state", left, bench.spent(lambda: _settled(seen)))
    bench.told("reset", len(settings), opened, RESET_AT_MOST)
    bench.told("reset of a world that was opened before", len(settings), again)


def _time_views(bench: Bench, episodes: list[Played]) -> None:
    """Time what a role sees, in states that are known and along episodes that nobody saw before."""
    seen = [state for it in episodes for state in it.states if not state.cells[IS_OVER]]
    asked = [(state, str(GAME.to_move(state))) for state in seen]
    settings = [it.record.header.setting for it in episodes]
    firsts: list[State] = []
    views: list[Observation] = []

    def anew() -> None:
        _forget()
        firsts[:] = map(GAME.first, settings)

    def unread() -> None:
        views[:] = [GAME.observe(*it) for it in asked]

    again = bench.spent(lambda: _looked(asked))
    watched = bench.spent(lambda: _watched(firsts, episodes), anew)
    told = bench.spent(lambda: _read(views), unread)
    bare = bench.spent(lambda: _steps(episodes))
    bench.told("role view", len(asked), again, VIEW_AT_MOST)
    bench.told("role view, of what nobody saw before", len(asked), watched.beyond(bare))
    bench.told("putting a role view into one text", len(asked), told)


def _looked(asked: list[tuple[State, str]]) -> None:
    for state, role in asked:
        GAME.observe(state, role)


def _read(views: list[Observation]) -> None:
    for view in views:
        text(view)


def _time_records(bench: Bench, episodes: list[Played]) -> None:
    """Time what a verifier does, and whoever keeps states."""
    steps = sum(len(it.moves) for it in episodes)
    seen = [state for it in episodes for state in it.states]
    pairs = [(snapshot(state), state.world) for state in seen]
    verified = bench.spent(lambda: [divergence(GAME, it.record, START) for it in episodes], _forget)
    judged = bench.spent(lambda: [GAME.judge(it.states[-1]) for it in episodes])
    bench.told("fingerprint", len(seen), bench.spent(lambda: [*map(GAME.fingerprint, seen)]))
    bench.told("snapshot", len(seen), bench.spent(lambda: [*map(snapshot, seen)]))
    bench.told(
        "restore, world at hand", len(seen), bench.spent(lambda: [restore(*it) for it in pairs])
    )
    bench.told("verdict", len(episodes), judged)
    bench.told(
        f"verification of {STEPS_VERIFIED} steps",
        steps / STEPS_VERIFIED,
        verified,
        VERIFIED_AT_MOST,
    )
    print(f"a snapshot takes {mean(len(data) for data, _ in pairs):,.0f} bytes")


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
    bench.told("yardstick, and what it takes on a good day", YARDS, bench.spent(_yardstick))
    for time in (_time_moves, _time_views, _time_records):
        time(bench, episodes)
    print(f"short of their bar: {', '.join(bench.short)}" if bench.short else "every bar holds")
    return int(bool(bench.short))


if __name__ == "__main__":
    sys.exit(main())
