"""What the intervals of a report hold, on fewer truths than `benchmarks/coverage.py` simulates."""

import re
import subprocess
import sys

import pytest

from architecture.source import ROOT

TRUTHS = 200
DESIGNS = ("mean", "triage_reward", "ratio", "share", "f1", "times", "paired", "paired_shares")
MOST_LUCK = 5.0
"""Per cent by which 200 truths may stray from the 95 that are meant: three deviations."""


@pytest.mark.slow
def test_intervals_hold_what_is_true() -> None:
    """Each design holds about 95 of a hundred truths with 30 worlds."""
    command = [sys.executable, "-m", "benchmarks.coverage", "--truths", str(TRUTHS)]
    asked = ["--worlds", "30", "--designs", ",".join(DESIGNS)]
    done = subprocess.run([*command, *asked], cwd=ROOT, check=False, capture_output=True, text=True)
    found = dict(re.findall(r"^(\w+) +30 worlds +([\d.]+) %", done.stdout, re.MULTILINE))

    assert list(found) == list(DESIGNS), done.stderr
    assert {name: it for name, it in found.items() if abs(float(it) - 95.0) > MOST_LUCK} == {}
