"""How much of what was learned comes out the same where numbers are added up in another order.

    python -m benchmarks.learning RUN --out FILE
    python -m benchmarks.elsewhere FILE [--write]

FILE is what the models of a run did that was made again, on another processor or by another torch.
Beside what is stored, it is told of each model how many answers are the same on the stages, and
what it earned on average there and then. With `--write` it is kept under docs/measurements.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from statistics import fmean
from typing import Any

import msgspec
from benchmarks.learning import STAGES, STORED

KEPT = STORED.with_name("elsewhere.txt")
Played = dict[tuple[str, int], dict[str, Any]]
"""What each model of a seed did, by stage."""


def read(file: Path) -> Played:
    """Return what is kept in *file* of the models of all seeds."""
    found: Played = {}
    for row in msgspec.json.decode(file.read_bytes())["rows"]:
        if row["seed"] >= 0 and row["scenario"] in STAGES:
            found.setdefault((row["policy"], row["seed"]), {})[row["scenario"]] = row
    return found


def compared(stored: Played, again: Played) -> Iterator[str]:
    """Return a line for each model that is in both."""
    for (policy, seed), own in again.items():
        before = stored.get((policy, seed))
        if before is None:
            continue
        pairs = [
            (one, other)
            for stage in STAGES
            for one, other in zip(before[stage]["given"], own[stage]["given"], strict=True)
        ]
        same = sum(one == other for one, other in pairs)
        was, now = map(_points, (before, own))
        yield (
            f"{policy:<12} seed {seed}: {same} of {len(pairs)} answers are the same; "
            f"{was:.3f} points then, {now:.3f} now, {now - was:+.3f}"
        )


def _points(played: dict[str, Any]) -> float:
    return fmean(it for stage in STAGES for it in played[stage]["rewards"]) / 1000


def main() -> int:
    """Compare one file with what is stored."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    told = "\n".join(compared(read(STORED), read(asked.file)))
    print(told)
    if asked.write:
        KEPT.write_text(f"python -m benchmarks.elsewhere FILE --write\n\n{told}\n", "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
