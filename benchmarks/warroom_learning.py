"""Plays the teams that runs of the war-room trained, and keeps what they earn, part by part.

    python -m benchmarks.warroom_learning RUN... [--worlds 300]
    python -m benchmarks.warroom_learning_page --write

Each RUN is the folder of a run of one seed. Its team plays the worlds that every evaluation plays,
of each level. So do the heuristic, the tuned team, the one that is shipped, the oracle and random,
once. What is kept is `warroom.json` under `docs/measurements/training`: for each world what was
earned for each component of the score, and of each run what its lessons came to.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import msgspec
from benchmarks.warrooms import finished, priced

from watchfloor.agents.contenders import find
from watchfloor.agents.learned import LEARNED
from watchfloor.evaluation.suite import RESERVED
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE, Reward
from watchfloor.training.experiment import Schooling
from watchfloor.training.keeping import METRICS, MODELS

LEVELS = ("easy", "medium", "hard")
FAMILIES = ("outcome", "detection", "severity", "efficiency", "teamwork")
BLUNDERS = "blunders"
"""All that is taken away."""
COMPONENTS = (*FAMILIES, BLUNDERS)
ANCHORS = ("random", "oracle", "heuristic", "tuned", "learned")
TRAINED = "trained"
"""What a row calls the team of a run; the one that is shipped is `learned`."""
STORED = Path("docs/measurements/training/warroom.json")


class Row(msgspec.Struct, frozen=True):
    """What one team earned in the worlds of one level, in thousandths of a point."""

    policy: str
    seed: int
    """Of the training; -1 of what was not trained here."""
    level: str
    parts: dict[str, tuple[int, ...]]
    """For each component, what it came to in each world."""

    @property
    def totals(self) -> list[int]:
        """What was earned in each world."""
        return [sum(it) for it in zip(*self.parts.values(), strict=True)]


class Lesson(msgspec.Struct, frozen=True):
    """What a team had learnt after one lesson, on worlds kept for validation."""

    phase: str
    loss: float
    known: float
    """The loss of whoever knows the share of true suspicions alone."""
    order: float
    """Of pairs of a true suspicion and a false one, how many are in order."""


class Course(msgspec.Struct, frozen=True):
    """What is kept of one run of training."""

    seed: int
    worlds: int
    """Of each lesson."""
    lessons: tuple[Lesson, ...]
    seconds: float
    """Of the processor."""


class Stored(msgspec.Struct, frozen=True):
    """All that the page is made of."""

    rules: str
    worlds: int
    rows: tuple[Row, ...]
    courses: tuple[Course, ...]


def parts(reward: Reward) -> dict[str, int]:
    """Return what each component of *reward* came to, in thousandths of a point."""
    paid = {it.term: it.paid for it in reward.shares}
    found = {it: round(paid[it] * 1000 / ONE) for it in FAMILIES}
    taken = reward.total - sum(paid[it] for it in FAMILIES)
    return {**found, BLUNDERS: round(taken * 1000 / ONE)}


def row(name: str, label: tuple[str, int], level: str, worlds: int) -> Row:
    """Return what the team called *name* earns in *worlds* of *level*."""
    policy = find(GAME, name)
    settings = [Setting(level, "sequential", seed) for seed in RESERVED[:worlds]]
    earned = [parts(priced(finished(it, policy))) for it in settings]
    return Row(*label, level, {it: tuple([one[it] for one in earned]) for it in COMPONENTS})


def course(run: Path) -> Course:
    """Return what is kept of the run in the folder *run*."""
    asked = msgspec.json.decode((run / "experiment.json").read_bytes())
    found = msgspec.convert({it: asked[it] for it in asked if it != "kind"}, Schooling)
    lines: list[dict[str, Any]] = [
        msgspec.json.decode(line) for line in (run / METRICS).read_bytes().splitlines()
    ]
    lessons = [
        Lesson(it["phase"], it["loss"], it["looked/base"], it["looked/order"])
        for it in lines
        if "looked/order" in it
    ]
    seconds = sum(it["processor"] for it in lines)
    return Course(found.seed, found.worlds, tuple(lessons), round(seconds, 1))


def gathered(runs: Sequence[Path], worlds: int) -> Stored:
    """Return what the teams of *runs* earn, and those that stand beside them."""
    courses = [course(run) for run in runs]
    everybody = [(name, (name, -1)) for name in ANCHORS]
    everybody += [
        (f"{LEARNED}:{run / MODELS / 'team'}", (TRAINED, told.seed))
        for run, told in zip(runs, courses, strict=True)
    ]
    rows: list[Row] = []
    for name, label in everybody:
        rows += [row(name, label, level, worlds) for level in LEVELS]
        print(*label, flush=True)
    return Stored(GAME.rules, worlds, tuple(rows), tuple(courses))


def main() -> int:
    """Play everything and keep it."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("runs", nargs="+", type=Path, metavar="RUN")
    parser.add_argument("--worlds", type=int, default=300, help="of each level")
    asked = parser.parse_args()
    stored = gathered(asked.runs, asked.worlds)
    STORED.write_bytes(msgspec.json.encode(stored) + b"\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
