"""How many incidents a core makes, labels, proves and shows in a second, and what that holds.

    python benchmarks/incidents.py [--count 1000] [--repeats 7] [--many 200000]

Times are processor time, the median of the repeats, so that a machine shared with others does not
count them in. The exit status is 1 if a bar falls short.
"""

import resource
import sys
import tracemalloc
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from statistics import median
from time import process_time
from typing import TypeVar

from watchfloor.opensoc import admission, crafting, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.generator import ANYTHING, Grown, grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed

T = TypeVar("T")

BARRED = "stage3_mixed"
SHOWN_AT_LEAST = 10_000
VERIFIED_AT_LEAST = 50_000
ADMITTED_AT_MOST = 0.001
FLAT = 1.2
"""How much more memory the last incident may find in use than the first ten thousand left."""


def seconds(work: Callable[[T], object], items: Sequence[T], repeats: int) -> float:
    """Return the processor seconds that *work* takes for one of *items*, in the middle case."""
    spent: list[float] = []
    for _ in range(repeats):
        before = process_time()
        for item in items:
            work(item)
        spent.append((process_time() - before) / len(items))
    return median(spent)


def _line(name: str, spent: float, bar: float = 0.0) -> int:
    """Print what *name* takes; return 1 if there are fewer than *bar* in a second."""
    is_short = bar > 0 and 1 / spent < bar
    told = f"  (bar {bar:,.0f}{', SHORT' if is_short else ''})" if bar else ""
    print(f"{name:<44}{1 / spent:10,.0f} a second{spent * 1e6:9.1f} microseconds{told}")
    return int(is_short)


def _made(name: str, count: int, repeats: int) -> tuple[list[Grown], int]:
    """Return incidents of stage *name*, having printed what making and showing them takes."""
    stage = STAGES[name]
    seeds = [Seed.of("incidents", name, number) for number in range(count)]
    made = [grow(seed, stage) for seed in seeds]
    one = seconds(lambda seed: grow(seed, stage), seeds, repeats)
    both = seconds(lambda seed: view.console(grow(seed, stage).case), seeds, repeats)
    _line(f"{name}: made, labelled, proved", one)
    short = _line(f"{name}: and shown", both, SHOWN_AT_LEAST if name == BARRED else 0)
    return made, short


def _crafted(count: int) -> list[tuple[CraftIncident, Brief]]:
    found: list[tuple[CraftIncident, Brief]] = []
    for number in range(count):
        seed = Seed.of("incidents", "crafted", number)
        brief = admission.briefed(seed, STAGES["stage4_adversarial"], ANYTHING)
        seen = view.observe(State("self_play", "stage4_adversarial", brief=brief), "attacker")
        found.append((crafting.scripted(seen, seed.child("draw").stream()), brief))
    return found


def _memory(many: int) -> int:
    """Print what is in use after the first and the last of *many*; return 1 if it grew."""
    stage = STAGES[BARRED]
    first = min(10_000, many)
    tracemalloc.start()
    for number in range(first):
        grow(Seed.of("memory", number), stage)
    before = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    held = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for number in range(first, many):
        grow(Seed.of("memory", number), stage)
    grew = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / held
    print(f"after {first:,}: {before / 1e6:.1f} MB traced, {held / 1e3:.0f} MB resident; ", end="")
    print(f"after {many:,}: {grew:.2f} times as much resident (bar {FLAT})")
    return int(grew > FLAT)


def main() -> int:
    """Measure and print; return 1 if a bar falls short."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=1_000)
    parser.add_argument("--repeats", type=int, default=7)
    parser.add_argument("--many", type=int, default=200_000, help="incidents for the memory")
    asked = parser.parse_args()
    short = 0
    for name in STAGES:
        made, missed = _made(name, asked.count, asked.repeats)
        short += missed
        spent = seconds(
            lambda one: verify(one.case.events, one.case.records, one.case.alert),
            made,
            asked.repeats,
        )
        short += _line(f"{name}: verified", spent, VERIFIED_AT_LEAST if name == BARRED else 0)
    crafted = _crafted(min(asked.count, 300))
    spent = seconds(lambda pair: admission.admit(*pair), crafted, asked.repeats)
    short += _line("scripted, through the whole gate", spent, 1 / ADMITTED_AT_MOST)
    short += _memory(asked.many)
    print(f"{short} short of their bar" if short else "every bar holds")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
