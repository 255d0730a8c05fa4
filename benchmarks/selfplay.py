"""Tells what self-play made of both sides: who beats whom, and how far each can be exploited.

    python -m benchmarks.selfplay RUN... [--briefs 100] [--budget 24] [--write]

Each RUN is the folder of a run with a phase of self-play. Every attacker of it and the scripted
families meet every defender of it, on the same briefs, which are of the worlds for validation.
Then a fresh attacker is trained against each defender, which stands still, for so many steps, all
of them with the same briefs: what it earns afterwards, on briefs that it did not learn from, is how
far that defender can be exploited. `--write` writes it to `docs/measurements/training`.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from pathlib import Path
from statistics import mean
from time import process_time
from typing import NamedTuple

import msgspec

from watchfloor.evaluation.intervals import Interval, of
from watchfloor.play.policy import Policy
from watchfloor.seeds import Seed
from watchfloor.training import attacker, selfplay
from watchfloor.training.course import ATTACKERS, Course
from watchfloor.training.experiment import Experiment
from watchfloor.training.learner import Learner
from watchfloor.training.rollouts import Tongue
from watchfloor.training.selfplay import FAMILIES, Bout, Brief
from watchfloor.training.worlds import TRAIN, VALIDATION

STORED = Path("docs/measurements/training/selfplay.txt")
SCENARIO = "stage4_adversarial"
BRIEFS, TRIES = 16, 8
"""Of one step of a fresh attacker."""
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
    worlds = [selfplay.against(course.place, SCENARIO, seed, policy) for seed in seeds]
    return selfplay.bouts(worlds, side.learner, side.tongue)


def exploited(course: Course, side: Side, budget: int) -> dict[str, float]:
    """Return the mind of a fresh attacker after *budget* steps against *side*."""
    mind: dict[str, float] = {}
    for number in range(budget):
        first = _UNUSED + BRIEFS * number
        brief = Brief(course.place, SCENARIO, TRAIN[first : first + BRIEFS], TRIES)
        defender = (side.learner, side.tongue)
        draws = Seed.of("fresh attacker", number)
        mind, _ = selfplay.learned(mind, brief, defender, QUICK, draws)
    return mind


def _told(found: Interval) -> str:
    return f"{found.mean:.3f} [{found.low:.3f}, {found.high:.3f}]"


def _line(name: str, found: Sequence[Bout]) -> str:
    admitted = [bout for bout in found if bout.story]
    wrong = sum(not bout.right for bout in admitted) / max(1, len(admitted))
    graphs = len({bout.graph for bout in admitted})
    novel = sum(bout.novel for bout in admitted) / max(1, len(admitted))
    return (
        f"{name:<26} earns {_told(of([bout.paid for bout in found]))}; admitted "
        f"{len(admitted) / len(found):.2f}, defender wrong {wrong:.2f}, "
        f"{graphs} technique graphs of {len(admitted)}, novel {novel:.2f}"
    )


def _matrix(
    title: str,
    attackers: Sequence[str],
    rows: dict[str, list[list[Bout]]],
    of_bout: Callable[[Bout], float],
) -> list[str]:
    lines = [title, f"{'defender':<14}" + "".join(f"{name:>14}" for name in attackers)]
    for name, row in rows.items():
        cells = [mean([of_bout(bout) for bout in found if bout.story] or [0.0]) for found in row]
        lines.append(f"{name:<14}" + "".join(f"{it:>14.3f}" for it in cells))
    return lines


def told(run: Path, briefs: int, budget: int) -> list[str]:
    """Return all there is to tell of the run in the folder *run*."""
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
    lines = [f"seed {course.experiment.seed}, {briefs} briefs of {SCENARIO}", ""]
    names = list(policies)
    lines += _matrix("defender earns, where it is asked", names, rows, lambda it: it.defended)
    lines += ["", *_matrix("attacker earns, where it is admitted", names, rows, lambda it: it.paid)]
    last = rows[sides[-1].name]
    lines += ["", f"attackers against {sides[-1].name}"]
    lines += [_line(name, found) for name, found in zip(names, last, strict=True)]
    lines += ["", f"a fresh attacker after {budget} steps of {BRIEFS} briefs, {TRIES} tries each"]
    for side in [it for it in sides if it.name in ("sft", "grpo") or it is sides[-1]]:
        mind = exploited(course, side, budget)
        found = met(course, side, attacker.policy("best", mind), briefs)
        lines.append(_line(f"against {side.name}", found))
    return lines


def main() -> int:
    """Tell of every run, and perhaps write it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--briefs", type=int, default=100)
    parser.add_argument("--budget", type=int, default=24, help="steps of a fresh attacker")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    parts = ["\n".join(told(run, asked.briefs, asked.budget)) for run in asked.runs]
    text = "\n\n".join([*parts, f"{process_time():.0f} s of processor time"]) + "\n"
    print(text, end="")
    if asked.write:
        STORED.parent.mkdir(parents=True, exist_ok=True)
        STORED.write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
