"""Tells how fast a run of training went, phase by phase, from what it noted or from what was kept.

    python -m benchmarks.pace [--keep FILE] METRICS...

Each METRICS is the `metrics.jsonl` of a run. A step is the median of its phase, looks left out. How
long the model waits is told of a phase as a whole: until samples are there, but for its drawing.
With `--keep` what is told is written to FILE, a line for each step, so that it can be told again.
"""

import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from pathlib import Path
from statistics import median
from typing import Any

import msgspec

KEPT = ("phase", "step", "seconds", "waiting", "tokens", "loss", "reward")
LOOKED, ATTACKER = "looked/", "attacker/"


def kept(line: dict[str, Any]) -> dict[str, Any]:
    """Return what is told of one step: its time and tokens, what it earned, and a look."""
    looks = {name: value for name, value in line.items() if name.startswith(LOOKED)}
    rewards = {name: value for name, value in looks.items() if name.endswith("/reward")}
    found = {name: line[name] for name in KEPT if name in line} | rewards
    if any(name.startswith(ATTACKER) for name in line):
        found["phase"] = f"{line['phase']}, attacker"
    return {name: round(it, 4) if isinstance(it, float) else it for name, it in found.items()}


def read(file: Path) -> list[dict[str, Any]]:
    """Return the steps in *file*."""
    return [kept(msgspec.json.decode(line)) for line in file.read_bytes().splitlines()]


def told(steps: Sequence[dict[str, Any]]) -> Iterable[str]:
    """Return a line for each phase of *steps*."""
    phases: dict[str, list[dict[str, Any]]] = {}
    for step in steps:
        phases.setdefault(str(step["phase"]), []).append(step)
    for name, own in phases.items():
        timed = [it for it in own if not any(key.startswith(LOOKED) for key in it)] or own
        seconds = median(float(it["seconds"]) for it in timed)
        tokens = median(float(it.get("tokens", 0.0)) for it in timed)
        whole = sum(float(it["seconds"]) for it in own)
        waited = [float(it["waiting"]) for it in own if "waiting" in it]
        waits = f", waits {sum(waited) / whole:>5.1%}" if waited else ""
        last = {key.split("/")[1]: it for key, it in own[-1].items() if key.startswith(LOOKED)}
        end = ", ".join(f"{stage} {value:+.3f}" for stage, value in last.items())
        yield (
            f"  {name:<24}{len(own):>4} steps {seconds:>8.2f} s each {tokens / seconds:>10,.0f}"
            f" tokens/s{waits}{'   at the end ' + end if end else ''}"
        )


def main() -> int:
    """Tell of each run."""
    parser = ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("metrics", nargs="+", type=Path, metavar="METRICS")
    parser.add_argument("--keep", type=Path, metavar="FILE", help="of one run")
    asked = parser.parse_args()
    for file in asked.metrics:
        steps = read(file)
        print(f"{file.stem if file.stem != 'metrics' else file.parent.name}:")
        print("\n".join(told(steps)))
        if asked.keep:
            asked.keep.write_bytes(b"".join(msgspec.json.encode(it) + b"\n" for it in steps))
    return 0


if __name__ == "__main__":
    sys.exit(main())
