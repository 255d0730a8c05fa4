"""What every policy earns in the war-room, and whether they come in the order that they should.

    python -m benchmarks.ordering [--seeds 200] [--first 20000] [--beside 40]
                                  [--scenarios easy,hard] [--jobs 2] [--out FILE]

Every scenario is played on the same seeds by every policy, in the mode `sequential`, under the
recipe `standard`; by default on seeds that nothing was tried or tuned on. Scores are clamped to
0..1, raw worth is not; both stand with 95 % intervals of 1.96 standard errors. The exit status is 1
if a bar does not hold: random and every lazy policy at 0.15 at most, the heuristic 0.35 above the
best of them, the oracle at 0.90 and 0.25 above the heuristic, every half-cheat below the oracle by
more than the paired interval, and every incident type solved by the oracle at 0.85.

The mode `parallel`, and `clean` where it differs, are played by the honest ones, the oracle and the
lazy ones that did best in `sequential`, on as many seeds as `--beside` says. The same bars hold,
but there the heuristic has only to be below the oracle by more than the paired interval: whoever
need not wait for the floor comes nearer to it.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

from benchmarks.warrooms import FRESH, clamped, finished, interval, priced

from watchfloor.logsentinel.cells import STARTED
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE

MOST_LAZY = 0.15
ABOVE_LAZY = 0.35
LEAST_ORACLE = 0.90
ABOVE_HEURISTIC = 0.25
LEAST_OF_A_TYPE = 0.85
TYPE_SEEDS = 3
"""How many times as many seeds the table of types has, so that every type comes up."""
BEST_LAZY = 3
"""How many of the lazy policies are played in the other modes."""
A_PART = 20
"""Seeds that one process plays at a time."""
NOT_LAZY = ("random_valid", "heuristic", "tuned", "oracle")
"""Who else is."""


class Played(NamedTuple):
    """What one episode came to."""

    raw: float
    shares: Mapping[str, float]
    """What each row of the recipe paid."""
    kind: str
    """The type of the first real incident that broke out."""

    @property
    def score(self) -> float:
        """Return the worth between 0 and 1."""
        return clamped(self.raw)


class Task(NamedTuple):
    """Some policies on some seeds of a scenario."""

    scenario: str
    mode: str
    policies: tuple[str, ...]
    seeds: range


def played(setting: Setting, name: str) -> Played:
    """Return what the policy *name* came to in *setting*."""
    state = finished(setting, GAME.policies[name])
    reward = priced(state)
    shares = {share.term: share.paid / ONE for share in reward.shares if share.paid}
    return Played(reward.total / ONE, shares, _first_kind(state))


def _first_kind(state: State) -> str:
    begun = [
        (state.cells[STARTED + number], TYPE_NAMES[it.kind])
        for number, it in enumerate(state.world.incidents)
        if INCIDENT_TYPES[TYPE_NAMES[it.kind]].family != "harmless"
        and state.cells[STARTED + number] >= 0
    ]
    return min(begun)[1] if begun else "nothing"


def work(task: Task) -> dict[str, list[Played]]:
    """Return what *task* came to for each policy, seed by seed; a world serves them all."""
    found: dict[str, list[Played]] = {name: [] for name in task.policies}
    for seed in task.seeds:
        for name, episodes in found.items():
            episodes.append(played(Setting(task.scenario, task.mode, seed), name))
    return found


def _scores(found: Sequence[Played]) -> list[float]:
    return [one.score for one in found]


def line(name: str, found: Sequence[Played]) -> str:
    """Return a row of the table of policies."""
    terms = sorted({term for one in found for term in one.shares})
    shares = {term: mean([one.shares.get(term, 0.0) for one in found]) for term in terms}
    told = " ".join(f"{term} {paid:+.3f}" for term, paid in shares.items() if abs(paid) >= 0.0005)
    raw = interval([one.raw for one in found])
    return f"  {name:<24} score {interval(_scores(found))}  raw {raw}  {told}"


def lazy_ones(by: Mapping[str, list[Played]]) -> list[str]:
    """Return the random and lazy policies of *by*, the best first."""
    lazy = [name for name in by if GAME.policies[name].is_lazy or name.startswith("random")]
    return sorted(lazy, key=lambda name: mean(_scores(by[name])), reverse=True)


def misses(by: Mapping[str, list[Played]], *, is_beside: bool) -> Iterator[str]:
    """Return the bars that *by*, the episodes of each policy on one scenario, does not hold.

    *is_beside* says whether another mode than `sequential` was played.
    """
    mean_of = {name: mean(_scores(found)) for name, found in by.items()}
    best = lazy_ones(by)[0]
    if mean_of[best] > MOST_LAZY:
        yield f"{best} earns {mean_of[best]:.3f}, more than {MOST_LAZY}"
    if mean_of["heuristic"] < mean_of[best] + ABOVE_LAZY:
        yield f"the heuristic earns {mean_of['heuristic']:.3f}, too near to {best}"
    if mean_of["oracle"] < LEAST_ORACLE:
        yield f"the oracle earns {mean_of['oracle']:.3f}, less than {LEAST_ORACLE}"
    if not is_beside and mean_of["oracle"] < mean_of["heuristic"] + ABOVE_HEURISTIC:
        yield f"the oracle earns {mean_of['oracle']:.3f}, too near to the heuristic"
    for name in by:
        is_short_of = name.startswith("cheat") or name == "heuristic"
        if is_short_of and not _is_below(by[name], by["oracle"]):
            yield f"{name} earns {mean_of[name]:.3f}, which is not clearly below the oracle"


def _is_below(found: Sequence[Played], oracle: Sequence[Played]) -> bool:
    """Return whether *found* falls short of *oracle* by more than chance, where the two differ.

    To care for the first incident only is all there is to do where there is one.
    """
    gaps = [top.score - one.score for one, top in zip(found, oracle, strict=True)]
    if not any(gaps):
        return True
    return bool(mean(gaps) > 1.96 * stdev(gaps) / len(gaps) ** 0.5)


class Bench(NamedTuple):
    """The processes at work, and the seeds."""

    pool: ProcessPoolExecutor
    first: int

    def play(
        self, scenario: str, mode: str, names: Sequence[str], count: int
    ) -> dict[str, list[Played]]:
        """Return what each of *names* came to on *count* seeds of *scenario*."""
        parts = [
            range(self.first + part, self.first + min(part + A_PART, count))
            for part in range(0, count, A_PART)
        ]
        tasks = [Task(scenario, mode, tuple(names), part) for part in parts]
        found = list(self.pool.map(work, tasks))
        return {name: [one for part in found for one in part[name]] for name in names}

    def table(
        self, where: tuple[str, str], names: Sequence[str], count: int
    ) -> tuple[list[tuple[str, int]], dict[str, list[Played]]]:
        """Return the lines about scenario and mode *where*, and the episodes behind them."""
        scenario, mode = where
        found = self.play(scenario, mode, names, count)
        short = list(misses(found, is_beside=mode != "sequential"))
        place = scenario if mode == "sequential" else f"{scenario} in the mode {mode}"
        ranked = sorted(found, key=lambda name: mean(_scores(found[name])))
        lines = [(f"\n{place}, {count} seeds: {'OUT OF ORDER' if short else 'in order'}", 0)]
        lines += [(line(name, found[name]), 0) for name in ranked]
        return lines + [(f"  NOT HELD: {miss}", 1) for miss in short], found

    def types(self, count: int) -> Iterator[tuple[str, int]]:
        """Return the lines about the incident types, on *count* seeds of `easy`."""
        found = self.play("easy", "sequential", ("oracle", "heuristic", "tuned"), count)
        yield f"\nby incident type, on easy, {count} seeds", 0
        for kind in sorted({one.kind for one in found["oracle"]}):
            of_kind = {
                name: [one.score for one in episodes if one.kind == kind]
                for name, episodes in found.items()
            }
            told = "   ".join(f"{name} {interval(scores)}" for name, scores in of_kind.items())
            yield f"  {kind:<24} {len(of_kind['oracle']):>4} episodes   {told}", 0
            if mean(of_kind["oracle"]) < LEAST_OF_A_TYPE:
                yield f"  NOT HELD: the oracle earns {mean(of_kind['oracle']):.3f} on {kind}", 1


def tables(
    scenarios: Sequence[str], counts: tuple[int, int], bench: Bench
) -> Iterator[tuple[str, int]]:
    """Return every line to print, each with how many bars it says are not held."""
    count, beside = counts
    best = dict[str, list[str]]()
    for scenario in scenarios:
        lines, found = bench.table((scenario, "sequential"), tuple(GAME.policies), count)
        best[scenario] = lazy_ones(found)[:BEST_LAZY]
        yield from lines
    yield from bench.types(count * TYPE_SEEDS)
    for scenario in scenarios if beside else ():
        names = tuple(dict.fromkeys((*NOT_LAZY, *best[scenario])))
        for mode in ("parallel", "clean") if scenario.startswith("injected") else ("parallel",):
            yield from bench.table((scenario, mode), names, beside)[0]


def main() -> int:
    """Play and print; return 1 if a bar does not hold."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=200, help="seeds of each scenario")
    parser.add_argument("--first", type=int, default=FRESH, help="the first of them")
    parser.add_argument("--beside", type=int, default=40, help="seeds of each other mode")
    parser.add_argument("--scenarios", default=",".join(GAME.scenarios), help="which, by commas")
    parser.add_argument("--jobs", type=int, default=1, help="processes at work at once")
    parser.add_argument("--out", type=Path, help="a file for the same lines")
    asked = parser.parse_args()
    short, told = 0, list[str]()
    with ProcessPoolExecutor(asked.jobs) as pool:
        bench = Bench(pool, asked.first)
        counts = (asked.seeds, asked.beside)
        for row, missed in tables(asked.scenarios.split(","), counts, bench):
            print(row, flush=True)
            told.append(row)
            short += missed
    last = f"\nbars that are not held: {short}" if short else "\nevery bar is held"
    print(last)
    if asked.out:
        asked.out.write_text("\n".join((*told, last)).strip() + "\n", "utf-8")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
