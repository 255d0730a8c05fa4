"""How fast suites are evaluated, beside the bare environment and by two processes beside one.

The bare environment is the turn loop with the same policies on the same seeds, and nothing kept.
Pairs are measured one after the other, in turns, and the best of each counts.

    python -m benchmarks.evaluating
    python -m benchmarks.evaluating --only memory
"""

import argparse
import subprocess
import sys
import tempfile
import time
from collections import deque
from collections.abc import Callable
from pathlib import Path

from watchfloor.agents import games
from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models
from watchfloor.evaluation import run, workers
from watchfloor.evaluation.manifest import Plan, drawn_up
from watchfloor.evaluation.run import SIZE, Run
from watchfloor.evaluation.suite import ROWS, Group, Suite
from watchfloor.evaluation.suites import SUITES
from watchfloor.evaluation.work import Desk, work
from watchfloor.evaluation.workers import Staff
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.seating import play

OVERHEAD, FASTER, GROWTH = 0.30, 1.7, 1.10
"""The bars: of time beside the bare environment, of two processes beside one, and of memory."""
ROUNDS, PAIRS = 5, 6
BARE = (
    ("opensoc", "defender_only", "stage3_mixed", 100),
    ("opensoc", "casework", "stage3_mixed", 60),
    ("logsentinel", "sequential", "medium", 12),
)


def _begun(path: Path, groups: tuple[Group, ...]) -> Run:
    suite = Suite("benchmark", "What is measured.", 1, groups)
    found = {group.game: games.find(group.game) for group in groups}
    recipes = {name: game.recipes["standard"] for name, game in found.items()}
    return run.begun(path, drawn_up(Plan(suite, groups, found, recipes)), {})


def _played(groups: tuple[Group, ...], jobs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        deque(workers.played(_begun(Path(folder), groups), Staff(jobs)), maxlen=0)


def _cpu(action: Callable[[], None]) -> float:
    before = time.process_time()
    action()
    return time.process_time() - before


def overhead() -> bool:
    """Print what it costs to keep what is played, beside playing alone."""
    holds = True
    for name, mode, scenario, seeds in BARE:
        group = Group(name, mode, (scenario,), ("random", "heuristic", "oracle"), seeds)
        pairs = [_pair(group) for _ in range(ROUNDS)]
        bare, kept = min(it for it, _ in pairs), min(it for _, it in pairs)
        share = kept / bare - 1
        holds &= share <= OVERHEAD
        print(
            f"{name} {mode} {scenario}: {bare * 1e3 / seeds / 3:.2f} ms an episode bare, "
            f"{kept * 1e3 / seeds / 3:.2f} ms evaluated, {share:+.1%} (bar {OVERHEAD:+.0%})"
        )
    return holds


def _pair(group: Group) -> tuple[float, float]:
    """Return the processor seconds that *group* takes bare, and evaluated piece by piece."""
    game = games.find(group.game)
    with tempfile.TemporaryDirectory() as folder, Models(Settings()) as models:
        going = _begun(Path(folder), (group,))

        def bare() -> None:
            for cell in going.cells:
                for seed, _ in cell.plays():
                    setting = Setting(cell.scenario, cell.mode, seed)
                    play(game, Table(setting, game.recipes["standard"], cell.seats(game)))

        def evaluated() -> None:
            for piece in going.pieces():
                work(going, piece, Desk(models, lambda: False))

        return _cpu(bare), _cpu(evaluated)


def faster() -> bool:
    """Print how much faster two processes are than one, on a slice of every group of `full`."""
    groups = tuple(map(_slice, SUITES["full"].groups))
    spent = [(_wall(groups, 1), _wall(groups, 2)) for _ in range(PAIRS)]
    for one, two in spent:
        print(f"slice of the full suite: {one:.1f} s by one, {two:.1f} s by two, {one / two:.2f}")
    times = min(one for one, _ in spent) / min(two for _, two in spent)
    print(f"  {times:.2f} times as fast by the best of each (bar {FASTER}; needs two free cores)")
    return times >= FASTER


def _slice(group: Group) -> Group:
    """Return every third scenario of *group*, with three policies and whole pieces."""
    policies = tuple(it for it in ROWS if it in group.policies) or group.policies
    seeds = min(group.seeds, SIZE)
    return Group(group.game, group.mode, group.scenarios[::3], policies, seeds, group.others)


def _wall(groups: tuple[Group, ...], jobs: int) -> float:
    before = time.monotonic()
    _played(groups, jobs)
    return time.monotonic() - before


def memory() -> bool:
    """Print the memory of a tenth and of all of 100,000 episodes, told to the last table."""
    few, many = (_peak(seeds) for seeds in (2_500, 25_000))
    print(f"memory: {few / 1024:.0f} MiB for 10,000 episodes, {many / 1024:.0f} for 100,000")
    print(f"  ({many / few:.2f} times; bar {GROWTH})")
    return many / few <= GROWTH


def _peak(seeds: int) -> int:
    """Return the most kibibytes that it takes to play and tell *seeds* of four policies."""
    script = (
        "import resource, sys; from watchfloor.cli import main; status = main(sys.argv[1:]);"
        "used = [resource.getrusage(it).ru_maxrss for it in"
        " (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)];"
        "print(max(used), file=sys.stderr); sys.exit(status)"
    )
    words = ("evaluate", "--no-report", "--game", "tests/games/lookout", "--scenario", "busy_gate")
    with tempfile.TemporaryDirectory() as folder:
        out = ("--seeds", str(seeds), "--out", f"{folder}/run")
        done = subprocess.run(
            [sys.executable, "-c", script, *words, *out], capture_output=True, text=True, check=True
        )
    return int(done.stderr.split()[-1])


def main() -> int:
    """Measure what is asked for; the status is 1 if a bar does not hold."""
    measures = {"overhead": overhead, "faster": faster, "memory": memory}
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--only", choices=measures, help="one of them alone")
    only = parser.parse_args().only
    held = [measure() for name, measure in measures.items() if only in (None, name)]
    return 0 if all(held) else 1


if __name__ == "__main__":
    sys.exit(main())
