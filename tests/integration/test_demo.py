"""What a newcomer sees first."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from integration.terminal import ROOT
from lookout.game import GAME
from watchfloor.agents import games

DEMO = ROOT / "tests" / "games" / "demo.py"
NAMES = (GAME.name, *games.shipped())


@pytest.mark.slow
def test_the_demo_shows_what_it_says_twice(tmp_path: Path) -> None:
    """From any folder, into a pipe, and again: a table, an episode, and a file that replays."""
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, DEMO],
            cwd=tmp_path,
            check=True,
            capture_output=True,
            encoding="utf-8",
        )

        assert done.stderr == ""
        assert len(re.findall(r"^verified: [\d,]+ episodes", done.stdout, re.MULTILINE)) == len(
            NAMES
        )
        assert "not verified" not in done.stdout
        assert all(
            re.search(rf"^  {policy} ", done.stdout, re.MULTILINE) for policy in GAME.policies
        )
        assert "verdict on keeper" in done.stdout
    assert all((ROOT / "runs" / "demo" / f"{name}.jsonl").is_file() for name in NAMES)


@pytest.mark.slow
def test_the_demo_tells_a_lazy_policy_from_an_honest_one() -> None:
    """Not doing the job earns about nothing in the table, knowing the truth earns everything."""
    done = subprocess.run([sys.executable, DEMO], check=True, capture_output=True, encoding="utf-8")
    rows = {line.split()[0]: line for line in done.stdout.splitlines() if "+/-" in line}

    assert "+1.00 +/- 0.00" in rows["oracle"]
    assert "lazy" in rows["alarmist"]
    assert "lazy" not in rows["heuristic"]
