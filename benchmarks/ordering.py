"""What every policy earns in the war-room, and whether they come in the order that they should.

    python benchmarks/ordering.py [--seeds 200] [--scenarios easy,hard] [--jobs 2] [--out FILE]

Every scenario is played on the same seeds by every policy, in the mode `sequential`, under the
recipe `standard`. Scores are clamped to 0..1, raw worth is not; both stand with 95 % intervals of
1.96 standard errors. The exit status is 1 if a bar does not hold: random and every lazy policy at
0.15 at most, the heuristic 0.35 above the best of them, the oracle at 0.90 and 0.25 above the
heuristic, every half-cheat below the oracle by more than the paired interval, and every incident
type solved by the oracle at 0.85.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from statistics import mean, stdev
from typing import NamedTuple

from watchfloor.logsentinel import transition, verifier, view
from watchfloor.logsentinel.cells import STARTED
from watchfloor.logsentinel.game import GAME
from watchfloor.logsentinel.incident_types import INCIDENT_TYPES
from watchfloor.logsentinel.state import State
from watchfloor.logsentinel.tables import TYPE_NAMES
from watchfloor.play.action import Action, Reply
from watchfloor.play.game import Setting
from watchfloor.play.policy import Insider, Policy
from watchfloor.play.reward import ONE
from watchfloor.seeds import Seed

MOST_LAZY = 0.15
ABOVE_LAZY = 0.35
LEAST_ORACLE = 0.90
ABOVE_HEURISTIC = 0.25
LEAST_OF_A_TYPE = 0.85
TYPE_SEEDS = 3
"""How many times as many seeds the table of types has, so that every type comes up."""


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
        return min(1.0, max(0.0, self.raw))


class Task(NamedTuple):
    """A policy on a scenario, on the seeds up to a number."""

    scenario: str
    policy: str
    seeds: int


def finished(setting: Setting, name: str) -> State:
    """Return the last state of *setting* with the policy *name* in every seat."""
    state, policy = GAME.first(setting), GAME.policies[name]
    draws = {role: Seed.of("ordering", setting.scenario, setting.seed, role) for role in GAME.roles}
    if isinstance(policy, Insider):
        informed = {role: policy.seat(role, draws[role]) for role in GAME.roles}
        while (role := transition.to_move(state)) is not None:
            reply = informed[role](view.observe(state, role), state)
            state = transition.apply(state, _move(reply)).state
    elif isinstance(policy, Policy):
        seated = {role: policy.seat(role, draws[role]) for role in GAME.roles}
        while (role := transition.to_move(state)) is not None:
            state = transition.apply(state, _move(seated[role](view.observe(state, role)))).state
    return state


def _move(reply: Reply) -> Action:
    if not isinstance(reply, Action):
        message = f"a policy gave {type(reply).__name__}; expected a move"
        raise TypeError(message)
    return reply


def played(setting: Setting, name: str) -> Played:
    """Return what the policy *name* came to in *setting*."""
    state = finished(setting, name)
    verdict = verifier.judge(state)[0]
    reward = GAME.recipes["standard"].price(verdict, GAME.terms)
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


def work(task: Task) -> list[Played]:
    """Return what *task* came to, seed by seed."""
    return [
        played(Setting(task.scenario, "sequential", seed), task.policy)
        for seed in range(task.seeds)
    ]


def interval(values: Sequence[float]) -> str:
    """Return the mean of *values* with its 95 % interval."""
    half = 1.96 * stdev(values) / len(values) ** 0.5 if len(values) > 1 else 0.0
    return f"{mean(values):6.3f} +-{half:.3f}"


def _scores(found: Sequence[Played]) -> list[float]:
    return [one.score for one in found]


def line(name: str, found: Sequence[Played]) -> str:
    """Return a row of the table of policies."""
    terms = sorted({term for one in found for term in one.shares})
    shares = {term: mean([one.shares.get(term, 0.0) for one in found]) for term in terms}
    told = " ".join(f"{term} {paid:+.3f}" for term, paid in shares.items() if abs(paid) >= 0.0005)
    raw = interval([one.raw for one in found])
    return f"  {name:<24} score {interval(_scores(found))}  raw {raw}  {told}"


def misses(by: Mapping[str, list[Played]]) -> Iterator[str]:
    """Return the bars that *by*, the episodes of each policy on one scenario, does not hold."""
    mean_of = {name: mean(_scores(found)) for name, found in by.items()}
    lazy = [name for name in by if GAME.policies[name].is_lazy or name.startswith("random")]
    best = max(lazy, key=lambda name: mean_of[name])
    if mean_of[best] > MOST_LAZY:
        yield f"{best} earns {mean_of[best]:.3f}, more than {MOST_LAZY}"
    if mean_of["heuristic"] < mean_of[best] + ABOVE_LAZY:
        yield f"the heuristic earns {mean_of['heuristic']:.3f}, too near to {best}"
    if mean_of["oracle"] < LEAST_ORACLE:
        yield f"the oracle earns {mean_of['oracle']:.3f}, less than {LEAST_ORACLE}"
    if mean_of["oracle"] < mean_of["heuristic"] + ABOVE_HEURISTIC:
        yield f"the oracle earns {mean_of['oracle']:.3f}, too near to the heuristic"
    for name in by:
        if name.startswith("cheat") and not _is_below(by[name], by["oracle"]):
            yield f"{name} earns {mean_of[name]:.3f}, which is not clearly below the oracle"


def _is_below(found: Sequence[Played], oracle: Sequence[Played]) -> bool:
    """Return whether *found* falls short of *oracle* by more than chance, where the two differ.

    To care for the first incident only is all there is to do where there is one.
    """
    gaps = [top.score - one.score for one, top in zip(found, oracle, strict=True)]
    if not any(gaps):
        return True
    return bool(mean(gaps) > 1.96 * stdev(gaps) / len(gaps) ** 0.5)


def types(seeds: int, jobs: int) -> tuple[list[str], list[str]]:
    """Return the table of incident types on `easy`, and the bars that it does not hold."""
    names = [name for name in ("oracle", "heuristic", "tuned") if name in GAME.policies]
    tasks = [Task("easy", name, seeds * TYPE_SEEDS) for name in names]
    with ProcessPoolExecutor(jobs) as pool:
        found = dict(zip(names, pool.map(work, tasks), strict=True))
    lines, short = [f"\nby incident type, on easy, {seeds * TYPE_SEEDS} seeds"], []
    for kind in sorted({one.kind for one in found["oracle"]}):
        of_kind = {
            name: [one.score for one in episodes if one.kind == kind]
            for name, episodes in found.items()
        }
        told = "   ".join(f"{name} {interval(scores)}" for name, scores in of_kind.items())
        lines.append(f"  {kind:<24} {len(of_kind['oracle']):>4} episodes   {told}")
        if mean(of_kind["oracle"]) < LEAST_OF_A_TYPE:
            short.append(f"the oracle earns {mean(of_kind['oracle']):.3f} on {kind}")
    return lines, short


def tables(scenarios: Sequence[str], seeds: int, jobs: int) -> Iterator[tuple[str, int]]:
    """Return every line to print, each with how many bars it says are not held."""
    for scenario in scenarios:
        tasks = [Task(scenario, name, seeds) for name in GAME.policies]
        with ProcessPoolExecutor(jobs) as pool:
            found = dict(zip(GAME.policies, pool.map(work, tasks), strict=True))
        short = list(misses(found))
        yield f"\n{scenario}, {seeds} seeds: {'in order' if not short else 'OUT OF ORDER'}", 0
        ranked = sorted(found, key=lambda name: mean(_scores(found[name])))
        yield from ((line(name, found[name]), 0) for name in ranked)
        yield from ((f"  NOT HELD: {miss}", 1) for miss in short)
    told, short = types(seeds, jobs)
    yield from ((row, 0) for row in told)
    yield from ((f"  NOT HELD: {miss}", 1) for miss in short)


def main() -> int:
    """Play and print; return 1 if a bar does not hold."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=200, help="seeds of each scenario")
    parser.add_argument("--scenarios", default=",".join(GAME.scenarios), help="which, by commas")
    parser.add_argument("--jobs", type=int, default=1, help="processes at work at once")
    parser.add_argument("--out", type=Path, help="a file for the same lines")
    asked = parser.parse_args()
    short, told = 0, []
    for row, missed in tables(asked.scenarios.split(","), asked.seeds, asked.jobs):
        print(row, flush=True)
        told.append(row)
        short += missed
    last = f"\n{short} bars are not held" if short else "\nevery bar is held"
    print(last)
    if asked.out:
        asked.out.write_text("\n".join((*told, last)).strip() + "\n", "utf-8")
    return int(short > 0)


if __name__ == "__main__":
    sys.exit(main())
