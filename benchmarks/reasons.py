"""Tells how much is so of the reasons that a model gave before its answers.

    python -m benchmarks.reasons FILE...

Each FILE is what `benchmarks.reading --said` keeps of a model. Of each sign that a teacher would
name, the model is looked for a line on the same rule, and its parts are held against the teacher's.
"""

import re
import sys
from argparse import ArgumentParser
from collections import Counter
from pathlib import Path

import msgspec
from benchmarks.reading import GAME, Told

from watchfloor.play.game import Setting
from watchfloor.training.reasoner import thoughts

_SIGN = re.compile(
    r"(?P<lines>(?:log-\d+ )+)(?P<rule>\w+) on (?P<machine>\S+)"
    r"(?: by (?P<hand>\S+))?: (?P<worth>.+)"
)
PARTS = ("machine", "hand", "lines", "worth")


def signs(text: str) -> dict[str, re.Match[str]]:
    """Return the lines of *text* that tell of a sign, by its rule; of several the first."""
    found = [made for line in text.split("\n") if (made := _SIGN.fullmatch(line))]
    return {made["rule"]: made for made in reversed(found)}


def counted(said: list[Told]) -> Counter[str]:
    """Return how many signs there were in the worlds of what was *said*, and what was right."""
    found: Counter[str] = Counter()
    for one in said:
        state = GAME.first(Setting(one.scenario, GAME.modes[0], one.seed))
        true = signs("\n".join(thoughts(state.case, state.truth)))
        told = signs(one.reply)
        found["signs"] += len(true)
        found["beside"] += len([rule for rule in told if rule not in true])
        for rule in (it for it in true if it in told):
            found["named"] += 1
            found.update(part for part in PARTS if true[rule][part] == told[rule][part])
    return found


def main() -> int:
    """Tell of each file."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("files", nargs="+", type=Path, metavar="FILE")
    for file in parser.parse_args().files:
        lines = file.read_bytes().splitlines()
        found = counted([msgspec.json.decode(it, type=Told) for it in lines])
        parts = ", ".join(f"{part} {found[part]}" for part in PARTS)
        print(
            f"{file.stem}: of {found['signs']} signs {found['named']} named ({parts} right), "
            f"{found['beside']} named that are none"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
