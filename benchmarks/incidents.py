"""How many incidents a core makes, labels, proves and shows in a second, and what that holds.

    python benchmarks/incidents.py [--count 500] [--repeats 9] [--many 200000]

Every repeat makes incidents that were not made before, in organisations that were, as in a long
run. Times are processor time. The least of the repeats is what counts, since whatever else a shared
machine does can only add to it; the median stands beside it. Since such a machine is slow in
processor time too, the last figure is what it would be where a yardstick of plain Python, which is
taken beside each line, takes 60 nanoseconds. The exit status is 1 if a bar falls short as measured.
"""

import resource
import sys
from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from statistics import median
from time import process_time
from typing import NamedTuple, TypeVar

from watchfloor.evaluation import corpus
from watchfloor.opensoc import admission, crafting, view
from watchfloor.opensoc.actions import CraftIncident
from watchfloor.opensoc.generator import ANYTHING, Grown, grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.opensoc.truth import Truth
from watchfloor.opensoc.verifier import verify
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed

T = TypeVar("T")

BARRED = "stage3_mixed"
YARDSTICK = 60e-9
SHOWN_AT_LEAST = 10_000
VERIFIED_AT_LEAST = 50_000
ADMITTED_AT_MOST = 0.001
WARM = 3_000
"""The incidents after which every organisation has been met, and most of its machines."""
FIRST, FLAT = 10_000, 1.2
"""How much more memory may have been in use after all incidents than after the first so many."""


def seconds(work: Callable[[T], object], rounds: Iterable[Sequence[T]]) -> list[float]:
    """Return the processor seconds that *work* takes for one item, in each of *rounds*."""
    spent: list[float] = []
    for items in rounds:
        before = process_time()
        for item in items:
            work(item)
        spent.append((process_time() - before) / len(items))
    return spent


def _line(name: str, spent: Sequence[float], bar: float = 0.0) -> int:
    """Print what *name* takes; return 1 if there are fewer than *bar* in a second."""
    least = min(spent)
    is_short = bar > 0 and 1 / least < bar
    told = f"  (bar {bar:,.0f}{', SHORT' if is_short else ''})" if bar else ""
    print(
        f"{name:<38}{1 / least:8,.0f} a second{least * 1e6:8.1f} microseconds"
        f"{median(spent) * 1e6:8.1f} median"
        f"{_pace() / least / YARDSTICK:8,.0f} a second by the yardstick{told}"
    )
    return int(is_short)


def _pace() -> float:
    """Return the seconds that a little plain Python takes, at best."""
    spent: list[float] = []
    for _ in range(15):
        found, before = 0, process_time()
        for number in range(100_000):
            found = (number * 7 >> 3) + found & 255
        spent.append((process_time() - before) / 100_000)
    return min(spent)


def _made(name: str, count: int, repeats: int) -> int:
    """Print what the incidents of stage *name* take, step by step; return how many bars fail."""
    stage = STAGES[name]
    for number in range(WARM):
        view.console(grow(Seed.of("warm", name, number), stage).case)
    rounds = [
        [Seed.of("incidents", name, turn, number) for number in range(count)]
        for turn in range(repeats)
    ]
    made = [[grow(seed, stage) for seed in seeds] for seeds in rounds]
    cases = [one.case for part in made for one in part]
    lines = sum(len(case.events) for case in cases) / len(cases)
    records = sum(len(case.records) for case in cases) / len(cases)
    print(f"{name}: {lines:.1f} lines and {records:.1f} records each")
    short = _line("  verified", seconds(_verify, made), VERIFIED_AT_LEAST if name == BARRED else 0)
    _line("  shown", seconds(lambda one: view.console(one.case), made))
    _line("  made, labelled, proved", seconds(lambda seed: grow(seed, stage), rounds))
    whole = seconds(lambda seed: view.console(grow(seed, stage).case), rounds)
    short += _line("  made, labelled, proved and shown", whole, SHOWN_AT_LEAST)
    _line(
        "  written as lines of a file, hashed", [_written(name, count, it) for it in range(repeats)]
    )
    return short


def _written(name: str, count: int, turn: int) -> float:
    """Return the processor seconds that an incident of stage *name* takes `generate`."""
    plan = corpus.Plan(name, STAGES[name].prevalence, turn, count)
    before = process_time()
    for _ in corpus.lines(plan.opening(), islice(corpus.grown(plan), count)):
        pass
    return (process_time() - before) / count


def _verify(one: Grown) -> Truth:
    return verify(one.case.events, one.case.records, one.case.alert)


class Opening(NamedTuple):
    """Where an attacker is to move."""

    seed: Seed
    brief: Brief
    seen: Observation


def _opening(number: int) -> Opening:
    seed = Seed.of("incidents", "crafted", number)
    brief = admission.briefed(seed, STAGES["stage4_adversarial"], ANYTHING)
    seen = view.observe(State("self_play", "stage4_adversarial", brief=brief), "attacker")
    return Opening(seed, brief, seen)


def _scripted(one: Opening) -> CraftIncident:
    return crafting.scripted(one.seen, one.seed.child("draw").stream())


def _guided(one: Opening) -> CraftIncident:
    return crafting.guided(one.seen, one.seed.child("draw").stream())


def _crafted(count: int, repeats: int) -> int:
    """Print what crafting takes, and the gate; return 1 if the gate's bar falls short."""
    opened = [_opening(number) for number in range(count)]
    _line("crafted by a script", seconds(_scripted, [opened] * repeats))
    _line("the hardest of eight crafted", seconds(_guided, [opened[::8]] * repeats))
    crafted = [(_scripted(one), one.brief) for one in opened]
    spent = seconds(lambda pair: admission.admit(*pair), [crafted] * repeats)
    return _line("scripted, through the whole gate", spent, 1 / ADMITTED_AT_MOST)


def _memory(many: int) -> int:
    """Print what is in use after the first and the last of *many*; return 1 if it grew."""
    stage, first = STAGES[BARRED], min(FIRST, many)
    held: list[int] = []
    for numbers in (range(first), range(first, many)):
        for number in numbers:
            view.console(grow(Seed.of("memory", number), stage).case)
        held.append(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    grew = held[1] / held[0]
    print(f"after {first:,} incidents {held[0] / 1e3:.0f} MB resident at most; ", end="")
    print(f"after {many:,} {held[1] / 1e3:.0f} MB, {grew:.2f} times as much (bar {FLAT})")
    return int(grew > FLAT)


def main() -> int:
    """Measure and print; return 1 if a bar falls short."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=500, help="incidents in each repeat")
    parser.add_argument("--repeats", type=int, default=9)
    parser.add_argument("--many", type=int, default=200_000, help="incidents for the memory")
    asked = parser.parse_args()
    short = sum(_made(name, asked.count, asked.repeats) for name in STAGES)
    short += _crafted(min(asked.count, 300), asked.repeats)
    short += _memory(asked.many)
    print(f"{short} short of their bar" if short else "every bar holds")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
