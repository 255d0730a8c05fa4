"""What compiling the triage game would give: the same source, as Python runs it and as mypyc does.

    python benchmarks/compiled.py [--count 250] [--repeats 6] [--turns 5]

A copy of the package is compiled in a temporary folder, which takes mypyc, setuptools and a C
compiler, and a minute or two. Then the two are measured in turn, each in a process of its own.
What counts is the least processor time of one incident. That both make the same incidents is
checked first.
"""

import json
import os
import shutil
import subprocess
import sys
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from time import process_time

import watchfloor
from watchfloor.opensoc import view
from watchfloor.opensoc.generator import grow
from watchfloor.opensoc.stages import STAGES
from watchfloor.opensoc.verifier import verify
from watchfloor.seeds import Seed

STAGE, WARM = "stage3_mixed", 1_500
COMPILED = (
    "seeds.py",
    *(f"world/{name}.py" for name in ("background", "detection", "entities", "rule", "timeline")),
    *("world/activities/[a-z]*.py", "world/rules/[a-z]*.py", "opensoc/dialects/[a-z]*.py"),
    *(f"opensoc/{name}.py" for name in ("flat", "generator", "hours", "nested", "pace")),
    *(f"opensoc/{name}.py" for name in ("paperwork", "plot", "proof", "record_line", "roster")),
    *(f"opensoc/{name}.py" for name in ("runbook", "telling", "twin", "verifier", "view")),
)
"""What takes the time."""


def _measured(count: int, repeats: int) -> dict[str, float | str]:
    """Return the least seconds that each step takes for one incident, and a digest of them all."""
    stage, told = STAGES[STAGE], sha256()
    for number in range(WARM):
        view.console(grow(Seed.of("warm", number), stage).case)
    spent: dict[str, list[float]] = {"grown": [], "shown": [], "whole": [], "verified": []}
    for turn in range(repeats):
        seeds = [Seed.of("compiled", turn, number) for number in range(count)]
        start = process_time()
        made = [grow(seed, stage) for seed in seeds]
        grown = process_time()
        shown = [view.console(one.case) for one in made]
        whole = process_time()
        truths = [verify(one.case.events, one.case.records, one.case.alert) for one in made]
        end = process_time()
        for name, seconds in zip(
            spent, (grown - start, whole - grown, whole - start, end - whole), strict=True
        ):
            spent[name].append(seconds / count)
        told.update(repr((made, shown, truths)).encode())
    least: dict[str, float | str] = {name: min(each) for name, each in spent.items()}
    return {**least, "digest": told.hexdigest()}


def _compile(folder: Path) -> None:
    """Put a copy of the package into *folder*, compiled."""
    copy = folder / "watchfloor"
    shutil.copytree(Path(watchfloor.__file__).parent, copy)
    found = sorted(path for pattern in COMPILED for path in copy.glob(pattern))
    names = [str(path.relative_to(folder)) for path in found]
    command = [sys.executable, "-m", "mypyc", "--strict", "--explicit-package-bases", *names]
    subprocess.run(command, check=True, cwd=folder, stdout=subprocess.DEVNULL)


def _in_process(folder: Path, count: int, repeats: int) -> dict[str, float | str]:
    """Return what a process of its own measures of the package in *folder*."""
    command = [sys.executable, __file__, "--measure", f"--count={count}", f"--repeats={repeats}"]
    found = subprocess.run(
        command,
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(folder)},
    )
    measured: dict[str, float | str] = json.loads(found.stdout)
    return measured


def _compared(count: int, repeats: int, turns: int) -> int:
    """Print what both take, over some *turns*; return 1 if they make different incidents."""
    plain: list[dict[str, float | str]] = []
    compiled: list[dict[str, float | str]] = []
    with TemporaryDirectory() as name:
        _compile(Path(name))
        for _ in range(turns):
            plain.append(_in_process(Path(watchfloor.__file__).parents[1], count, repeats))
            compiled.append(_in_process(Path(name), count, repeats))
    if len({str(each["digest"]) for each in (*plain, *compiled)}) > 1:
        print("the two make different incidents")
        return 1
    print(f"{STAGE}, microseconds an incident{'plain':>12}{'compiled':>12}")
    for step in ("grown", "shown", "whole", "verified"):
        before = min(float(each[step]) for each in plain)
        after = min(float(each[step]) for each in compiled)
        factor = f"{before / after:8.2f} times as fast, {1 / after:,.0f} a second"
        print(f"{step:<38}{before * 1e6:12.1f}{after * 1e6:12.1f}{factor}")
    return 0


def main() -> int:
    """Measure and print; return 1 if the compiled package is not the same."""
    parser = ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--count", type=int, default=250, help="incidents in each repeat")
    parser.add_argument("--repeats", type=int, default=6)
    parser.add_argument("--turns", type=int, default=5, help="processes of each kind")
    parser.add_argument("--measure", action="store_true", help="print what this process measures")
    asked = parser.parse_args()
    if asked.measure:
        print(json.dumps(_measured(asked.count, asked.repeats)))
        return 0
    return _compared(asked.count, asked.repeats, asked.turns)


if __name__ == "__main__":
    sys.exit(main())
