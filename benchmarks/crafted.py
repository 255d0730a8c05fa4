"""What it takes to craft an incident and to admit it, here and in another checkout, by turns.

    python -m benchmarks.crafted --beside FOLDER [--turns 14] [--count 250]

FOLDER is a checkout of this project at another commit. Each turn crafts incidents of its own over
all stages, in both, each in a process of its own; told is processor time, with how many times as
fast it is here and an interval of 95 % over turns.
"""

import json
import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from statistics import mean, stdev
from time import process_time

from watchfloor.evaluation.intervals import student
from watchfloor.opensoc import admission, crafting, view
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Brief, State
from watchfloor.play.observation import Observation
from watchfloor.seeds import Seed
from watchfloor.training import attacker

HERE = Path(__file__).parents[1]
HARDEST = 4
"""The hardest of eight is crafted for one brief of so many, as it takes that much longer."""
WARM = 100_000, 101_600
"""Briefs that are read before, so that all organisations are known as in a long run."""
LABELS = {
    "way": "crafted in a way drawn from all that are known",
    "admitted": "and admitted",
    "both": "both",
    "scripted": "crafted by a script",
    "hardest": "the hardest of eight crafted",
}


def opening(number: int) -> tuple[Seed, Brief, Observation]:
    """Return where an attacker is to move in world *number*."""
    stage = list(STAGES.values())[number % len(STAGES)]
    seed = Seed.of("crafted", number)
    brief = admission.briefed(seed, stage, ANYTHING)
    return seed, brief, view.observe(State("self_play", stage.name, brief=brief), "attacker")


def turn(number: int, count: int) -> dict[str, float]:
    """Return the microseconds that one incident takes, in the turn called *number*."""
    for other in range(*WARM):
        crafting.Desk(opening(other)[2], Seed.of(other).stream())
    told = [opening(number * count + it) for it in range(count)]
    ways = [
        attacker.drawn({}, brief.asked, seed.child("drawn").stream()) for seed, brief, _ in told
    ]
    spent = dict.fromkeys(LABELS, 0.0)
    for place, (way, (seed, brief, seen)) in enumerate(zip(ways, told, strict=True)):
        began = process_time()
        made = attacker.crafted(way, seen, seed.child("way").stream())
        crafted = process_time()
        admission.admit(made, brief)
        admitted = process_time()
        crafting.scripted(seen, seed.child("script").stream())
        scripted = process_time()
        if place % HARDEST == 0:
            crafting.guided(seen, seed.child("hardest").stream())
        spent["hardest"] += (process_time() - scripted) * HARDEST
        spent["way"] += crafted - began
        spent["admitted"] += admitted - crafted
        spent["scripted"] += scripted - admitted
    spent["both"] = spent["way"] + spent["admitted"]
    return {name: it / count * 1e6 for name, it in spent.items()}


def elsewhere(folder: Path, number: int, count: int) -> dict[str, float]:
    """Return what `turn` says in a process of its own, by the code of the checkout in *folder*."""
    words = [sys.executable, __file__, "--only", str(number), "--count", str(count)]
    known = {**os.environ, "PYTHONPATH": str(folder.resolve() / "src")}
    done = subprocess.run(words, env=known, capture_output=True, text=True, check=True)
    found: dict[str, float] = json.loads(done.stdout)
    return found


def main() -> int:
    """Measure by turns and print the table, or print one turn."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--beside", type=Path, default=HERE, metavar="FOLDER")
    parser.add_argument("--turns", type=int, default=14)
    parser.add_argument("--count", type=int, default=250)
    parser.add_argument("--only", type=int, metavar="TURN", help="print this turn alone")
    asked = parser.parse_args()
    if asked.only is not None:
        print(json.dumps(turn(asked.only, asked.count)))
        return 0
    pairs = [
        (elsewhere(asked.beside, it, asked.count), elsewhere(HERE, it, asked.count))
        for it in range(asked.turns)
    ]
    print("| microseconds | before | after | times as fast |")
    print("|---|---|---|---|")
    for name, label in LABELS.items():
        ratios = [before[name] / after[name] for before, after in pairs]
        half = student(len(ratios) - 1) * stdev(ratios) / len(ratios) ** 0.5
        before, after = (mean(it[name] for it in own) for own in zip(*pairs, strict=True))
        print(f"| {label} | {before:,.0f} | {after:,.0f} | {mean(ratios):.2f} ± {half:.2f} |")
    return 0


if __name__ == "__main__":
    sys.exit(main())
