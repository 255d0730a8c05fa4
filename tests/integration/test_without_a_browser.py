"""A machine on which there is no browser."""

import subprocess
import sys
from os import environ
from pathlib import Path

from architecture.source import ROOT
from browsing import HOW


def test_tests_of_the_page_are_left_out_in_one_line(tmp_path: Path) -> None:
    """It says what was left out and which command gets it, and nothing fails."""
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "tests/browser"]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**environ, "PATH": str(tmp_path)},
        check=False,
        capture_output=True,
        text=True,
    )
    told = [line for line in done.stdout.splitlines() if "browser" in line]

    assert told == [f"left out: the page in a browser, which is not here; {HOW}"]
    assert "failed" not in done.stdout + done.stderr
