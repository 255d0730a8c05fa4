"""How often readers of the console are right, and how many minutes they take, by mode and stage.

    python benchmarks/readers.py [--seeds 500] [--out FILE]

The careful reader checks everything that the runbook asks for; the one in a hurry is the heuristic,
who takes any ticket for the machine, the actor and the hours. Shares stand with 95 % intervals.
"""

import sys
from argparse import ArgumentParser
from math import sqrt
from pathlib import Path

from watchfloor.opensoc import transition, verifier, view
from watchfloor.opensoc.analyst import Habits
from watchfloor.opensoc.either import HONEST, reader
from watchfloor.opensoc.generator import ANYTHING
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.state import Mode, State
from watchfloor.play.action import Action
from watchfloor.seeds import Seed

READERS = {"careful": Habits(), "in a hurry": HONEST}
MODES: tuple[Mode, ...] = ("defender_only", "casework")


def answered(state: State, habits: Habits) -> State:
    """Return *state* after everything that a reader of those *habits* does."""
    player = reader(habits)
    while transition.to_move(state) == "defender":
        move = player(view.observe(state, "defender"))
        if not isinstance(move, Action):
            message = f"the reader gave {type(move).__name__}; expected a move"
            raise TypeError(message)
        state = transition.apply(state, move).state
    return state


def row(mode: Mode, stage: str, name: str, seeds: int) -> tuple[int, str]:
    """Return how often the reader called *name* is right on *seeds* incidents, with its line."""
    right, minutes = 0, 0
    for number in range(seeds):
        seed = Seed.of("readers", stage, number)
        state = answered(transition.open_with(STAGES[stage], mode, seed, ANYTHING), READERS[name])
        (verdict,) = verifier.judge(state)
        right += bool(verdict["right"].value)
        minutes += state.minutes
    share = right / seeds
    spread = 1.96 * sqrt(share * (1 - share) / seeds)
    told = f"right {share:.3f} +- {spread:.3f}   minutes {minutes / seeds:4.1f}"
    return right, f"{mode:<14}{stage:<20}{name:<12}{told}"


def main() -> int:
    """Print a line for each reader, mode and stage, and one for each mode."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--seeds", type=int, default=500, help="incidents of each stage")
    parser.add_argument("--out", type=Path, help="where to write the same")
    asked = parser.parse_args()
    lines = [f"$ python benchmarks/readers.py --seeds {asked.seeds}"]
    for mode in MODES:
        for name in READERS:
            rights = 0
            for stage in STAGES:
                right, line = row(mode, stage, name, asked.seeds)
                rights += right
                lines.append(line)
                print(line, flush=True)
            share = rights / asked.seeds / len(STAGES)
            lines.append(f"{mode:<14}{'all stages':<20}{name:<12}right {share:.3f}")
            print(lines[-1], flush=True)
    if asked.out:
        asked.out.write_text("\n".join(lines) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
