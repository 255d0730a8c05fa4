"""What a newcomer sees first."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from integration.terminal import ROOT
from lookout.game import GAME
from watchfloor.agents import games
from watchfloor.play.game import Game

DEMO = ROOT / "tests" / "games" / "demo.py"
FOLDER = ROOT / "runs" / "demo"
NAMES = (GAME.name, *games.shipped())


def _order(text: str, game: Game[Any]) -> list[str]:
    """Return the policies of *game* as its table lists them."""
    table = text.partition(game.summary)[2].partition("one of these episodes")[0]
    return [line.split()[0] for line in table.splitlines() if "+/-" in line]


@pytest.mark.slow
def test_the_demo_shows_what_it_says(tmp_path: Path) -> None:
    """From any folder, into a pipe, over old files: tables, episodes, and files that replay.

    Not doing the job earns less than an honest team in the table, knowing the truth the most.
    """
    FOLDER.mkdir(parents=True, exist_ok=True)
    for name in NAMES:
        (FOLDER / f"{name}.jsonl").write_text("what an earlier run left, torn")
    done = subprocess.run(
        [sys.executable, DEMO], cwd=tmp_path, check=True, capture_output=True, encoding="utf-8"
    )
    verified = re.findall(r"^verified: [\d,]+ episodes", done.stdout, re.MULTILINE)

    assert done.stderr == ""
    assert len(verified) == len(NAMES)
    assert "not verified" not in done.stdout
    assert "verdict on keeper" in done.stdout
    for game in map(games.find, games.shipped()):
        order = _order(done.stdout, game)
        lazy = next(row for row in order if row in game.policies and game.policies[row].is_lazy)
        assert order.index("oracle") < order.index("heuristic") < order.index(lazy)
