"""Tells what self-play made of both sides: who beats whom, and how far each can be exploited.

    python -m benchmarks.selfplay RUN... [--briefs 100] [--budget 16] [--memory FOLDER]
    python -m benchmarks.selfplay_page --write

Each RUN is the folder of a run with a phase of self-play. Every attacker of it and the scripted
families meet every defender of it, on the same briefs, which are of the worlds for validation.
Then a fresh attacker is trained against each defender, which stands still, for so many steps, all
of them with the same briefs: what it earns afterwards, on briefs that it did not learn from, is how
far that defender can be exploited. What is kept is `selfplay.json` under
`docs/measurements/training`. A FOLDER remembers what was played, run by run.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import mean
from time import process_time
from typing import NamedTuple

import msgspec
from benchmarks.memory import named, remembered
from benchmarks.selfplay_page import BRIEFS, SCENARIO, STORED, TRIES, Told, Tried

from watchfloor.agents.learned import LEARNED
from watchfloor.play.policy import Policy
from watchfloor.seeds import Seed
from watchfloor.training import attacker, selfplay
from watchfloor.training.course import ATTACKERS, Course
from watchfloor.training.duels import Attack, Bout, Brief, Step, bouts, learned
from watchfloor.training.experiment import Experiment
from watchfloor.training.keeping import MODELS
from watchfloor.training.learner import Learner
from watchfloor.training.pool import FAMILIES, Pool
from watchfloor.training.rollouts import Tongue
from watchfloor.training.worlds import TRAIN, VALIDATION

QUICK = 10.0
_UNUSED = 900_000_000
"""How far from the worlds of the run those are that a fresh attacker learns from."""


class Side(NamedTuple):
    """A defender that stands still."""

    name: str
    learner: Learner
    tongue: Tongue


def defenders(course: Course, names: Sequence[str]) -> list[Side]:
    """Return the defenders of *course* that are called by *names*, where there are such."""
    own = course.learner
    return [
        Side(name, Learner(own.shape, course.model(name), own.most_out), course.tongue)
        for name in names
        if (course.folder / "models" / f"{name}.pt").is_file()
    ]


def minds(course: Course) -> dict[str, dict[str, float]]:
    """Return the attackers that *course* kept, in the order of their generations."""
    files = sorted((course.folder / ATTACKERS).glob("*.json"))
    told = {
        file.stem: msgspec.json.decode(file.read_bytes(), type=dict[str, str]) for file in files
    }
    return {name: {it: float(worth) for it, worth in mind.items()} for name, mind in told.items()}


def met(course: Course, side: Side, policy: Policy, briefs: int) -> list[Bout]:
    """Return what *policy* comes to against *side* on so many briefs."""
    seeds = VALIDATION[_UNUSED : _UNUSED + briefs]
    opened = [Brief(course.place, SCENARIO, seed) for seed in seeds]
    crafted = [(brief, brief.crafted(policy)) for brief in opened]
    worlds = [(it, brief.world(it)) for brief, it in crafted]
    return selfplay.defended(bouts(worlds, side.tongue), side.learner)


def exploited(course: Course, side: Side, budget: int) -> dict[str, float]:
    """Return the mind of a fresh attacker after *budget* steps against *side*."""
    mind: dict[str, float] = {}
    for number in range(budget):
        first = _UNUSED + BRIEFS * number
        seeds, draws = TRAIN[first : first + BRIEFS], Seed.of("fresh attacker", number)
        step = Step(course.place, side.tongue, (SCENARIO,), seeds, TRIES, draws)
        tried = selfplay.defended(Attack(step).play(Pool(mind)), side.learner)
        mind = learned(mind, tried, QUICK)
    return mind


def _tried(name: str, found: Sequence[Bout]) -> Tried:
    admitted = [bout for bout in found if bout.story]
    return Tried(
        name,
        tuple([round(1000 * bout.paid) for bout in found]),
        len(admitted),
        sum(not bout.right for bout in admitted),
        len({bout.graph for bout in admitted}),
        sum(bout.novel for bout in admitted),
    )


def _means(row: list[list[Bout]], of_bout: Callable[[Bout], float]) -> tuple[int, ...]:
    """Return the mean of each cell of *row*, in thousandths, of what was admitted."""
    cells = [[of_bout(bout) for bout in found if bout.story] or [0.0] for found in row]
    return tuple([round(1000 * mean(cell)) for cell in cells])


def told(run: Path, briefs: int, budget: int) -> Told:
    """Return all there is to tell of the run in the folder *run*."""
    began = process_time()
    asked = msgspec.json.decode((run / "experiment.json").read_bytes(), type=Experiment)
    course = Course(run, asked)
    known = minds(course)
    policies = {**FAMILIES, "fresh": attacker.policy("fresh", {})}
    policies |= {name: attacker.policy(name, mind) for name, mind in known.items()}
    sides = defenders(course, ("sft", "grpo", *known))
    rows = {
        side.name: [met(course, side, policy, briefs) for policy in policies.values()]
        for side in sides
    }
    fresh: list[Tried] = []
    for side in [it for it in sides if it.name in ("sft", "grpo") or it is sides[-1]]:
        best = attacker.policy("best", exploited(course, side, budget))
        fresh.append(_tried(side.name, met(course, side, best, briefs)))
    return Told(
        course.experiment.seed,
        briefs,
        budget,
        tuple(policies),
        {name: _means(row, lambda it: it.defended) for name, row in rows.items()},
        {name: _means(row, lambda it: it.paid) for name, row in rows.items()},
        tuple(map(_tried, policies, rows[sides[-1].name])),
        tuple(fresh),
        process_time() - began,
    )


def main() -> int:
    """Play every run and keep it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--briefs", type=int, default=100)
    parser.add_argument("--budget", type=int, default=16, help="steps of a fresh attacker")
    parser.add_argument("--memory", type=Path, metavar="FOLDER", help="of what was played before")
    asked = parser.parse_args()
    parts: list[Told] = []
    for run in asked.runs:
        model = named(f"{LEARNED}:{run / MODELS / 'selfplay'}")
        key = ("selfplay", model, asked.briefs, asked.budget)
        make = partial(told, run, asked.briefs, asked.budget)
        parts.append(remembered(asked.memory, key, Told, make))
    STORED.write_bytes(msgspec.json.encode(parts) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
