"""What is told of teams of the war-room is made of what was kept, part by part."""

from pathlib import Path

import msgspec
import pytest
from benchmarks.warroom_learning import (
    COMPONENTS,
    LEVELS,
    STORED,
    TRAINED,
    Course,
    Lesson,
    Row,
    Stored,
    parts,
    row,
)
from benchmarks.warroom_learning_page import by_seed, component, normalised, page, total
from benchmarks.warrooms import finished, priced

from watchfloor.agents.contenders import find
from watchfloor.evaluation.suite import RESERVED
from watchfloor.logsentinel.game import GAME
from watchfloor.play.game import Setting
from watchfloor.play.reward import ONE

ROOT = Path(__file__).parents[2]


def _row(policy: str, seed: int, level: str, *points: int) -> Row:
    """Return a row that earned *points* for its outcome, world by world, and nothing else."""
    nothing = (0,) * len(points)
    return Row(policy, seed, level, {**dict.fromkeys(COMPONENTS, nothing), "outcome": points})


@pytest.fixture(name="stored")
def _stored() -> Stored:
    rows = [
        one
        for level in LEVELS
        for one in (
            _row("random", -1, level, 0, 0),
            _row("oracle", -1, level, 1000, 1000),
            _row("heuristic", -1, level, 500, 500),
            _row("tuned", -1, level, 500, 500),
            _row("learned", -1, level, 600, 600),
            _row(TRAINED, 0, level, 700, 900),
            _row(TRAINED, 1, level, 500, 700),
        )
    ]
    courses = (Course(0, 2, (Lesson("lesson 1", 0.1, 0.5, 0.9),), 3.0),)
    return Stored("logsentinel-0", 2, tuple(rows), courses)


def test_leads_are_worked_out_by_hand(stored: Stored) -> None:
    """Two seeds earn 0.8 and 0.6 of what there is, and the heuristic 0.5."""
    assert total(stored, TRAINED, "easy").mean == pytest.approx(0.7)
    assert normalised(stored, TRAINED, "easy", "heuristic").mean == pytest.approx(0.2)
    assert by_seed(stored, "easy", "heuristic") == pytest.approx([0.3, 0.1])
    assert component(stored, TRAINED, "easy", "detection").mean == 0.0


def test_the_page_names_every_part(stored: Stored) -> None:
    """Each component has a column, each level a table, each lesson a line."""
    told = page(stored)

    assert all(it in told for it in (*COMPONENTS, *LEVELS, "seed 0, lesson 1, 2 worlds"))


def test_components_add_up_to_what_is_paid() -> None:
    """What is taken away is one of them, so that the sum is the reward."""
    setting = Setting("easy", "sequential", RESERVED[0])
    reward = priced(finished(setting, find(GAME, "random")))
    found = row("random", ("random", -1), "easy", 1)

    assert sum(parts(reward).values()) == pytest.approx(reward.total * 1000 / ONE, abs=4)
    assert found.totals == [sum(parts(reward).values())]


def test_the_stored_page_is_made_of_what_was_kept() -> None:
    """Whoever makes it again has the same bytes."""
    stored = msgspec.json.decode((ROOT / STORED).read_bytes(), type=Stored)

    assert page(stored) == (ROOT / STORED.with_suffix(".txt")).read_text("utf-8")
