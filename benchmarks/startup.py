"""What starting costs: the seconds that a fresh process takes, against the bars it must meet.

The exit status is 1 if a median stands above its bar.
"""

import subprocess
import sys
from statistics import median
from time import perf_counter

PROCESSES = 20

STARTS = {
    "import watchfloor": (("-c", "import watchfloor"), 0.15),
    "import watchfloor.play.conformance": (("-c", "import watchfloor.play.conformance"), 0.15),
    "python -m watchfloor --help": (("-m", "watchfloor", "--help"), 0.25),
}
"""The arguments of each start, and the seconds that its median may take."""


def seconds(arguments: tuple[str, ...]) -> float:
    """Return what one fresh process with *arguments* takes."""
    command = [sys.executable, *arguments]
    before = perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return perf_counter() - before


def main() -> int:
    """Print a line for each start; return 1 if one is too slow."""
    print(f"seconds, {PROCESSES} fresh processes each{'':<9}min  median     max     bar")
    missed = 0
    for name, (arguments, bar) in STARTS.items():
        seconds(arguments)  # the first start compiles the bytecode
        taken = [seconds(arguments) for _ in range(PROCESSES)]
        holds = median(taken) <= bar
        missed += not holds
        figures = f"{min(taken):8.3f}{median(taken):8.3f}{max(taken):8.3f}{bar:8.2f}"
        print(f"{name:<38}{figures}  {'holds' if holds else 'MISSED'}")
    return int(missed > 0)


if __name__ == "__main__":
    sys.exit(main())
