"""What `benchmarks/mutants.py` lists as no fault is there to be planted."""

import re
import subprocess
import sys

from integration.terminal import ROOT


def test_what_is_listed_as_no_fault_is_there() -> None:
    """Each listed mutation can still be planted, and every file that judges has some."""
    command = [sys.executable, "-m", "benchmarks.mutants", "--listed"]
    told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    counts = [int(found) for found in re.findall(r"\.py +([0-9]+)$", told.stdout, re.MULTILINE)]

    assert told.returncode == 0, told.stdout + told.stderr
    assert min(counts) > 0
    assert sum(counts) > 1000
