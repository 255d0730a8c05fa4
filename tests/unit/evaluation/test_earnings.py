"""What the policies of a run earned, told by cell and over scenarios."""

from collections import deque

import pytest

from watchfloor.agents import games
from watchfloor.agents.backend import Settings
from watchfloor.evaluation import earnings, run, workers
from watchfloor.evaluation.earnings import Earned, Estimate, Summed
from watchfloor.evaluation.manifest import Plan, drawn_up
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.run import Run
from watchfloor.evaluation.scoring import scored
from watchfloor.evaluation.suite import Group, Suite
from watchfloor.evaluation.workers import Staff

SCENARIOS = ("stage1_basic", "held_out_dialect")
POLICIES = ("random", "keyword", "oracle")
SEEDS = 24


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of two scenarios, one of which is reported apart."""
    game = games.find("opensoc")
    groups = (Group("opensoc", "defender_only", SCENARIOS, POLICIES, SEEDS),)
    suite = Suite("small", "Two scenarios.", 1, groups)
    recipes = {"opensoc": game.recipes["standard"]}
    manifest = drawn_up(Plan(suite, groups, {"opensoc": game}, recipes, (), Settings()))
    going = run.begun(tmp_path_factory.mktemp("earnings") / "run", manifest, {})
    deque(workers.played(going, Staff(1)), maxlen=0)
    return going


def _told(going: Run) -> tuple[list[Earned], list[Summed]]:
    worlds = earnings.gathered(going.manifest, going.results())
    return earnings.earned(going.manifest, worlds), earnings.summed(going.manifest, worlds)


def test_what_is_apart_counts_in_no_mean(played: Run) -> None:
    """It has rows of its own, and the mean over scenarios is that of the other."""
    rows, means = _told(played)
    alone = {it.policy: it.normalised for it in rows if it.scenario == "stage1_basic"}

    assert {it.scenario for it in rows if it.is_apart} == {"held_out_dialect"}
    assert {it.policy: it.normalised for it in means} == alone
    assert {it.scenarios for it in means} == {1}


def test_a_table_tells_what_the_metrics_tell(played: Run) -> None:
    """The reward, the normalised score and both intervals have one definition."""
    found = [it for it in played.results() if it.scenario == "stage1_basic"]
    by_policy = {name: [it for it in found if it.policy == name] for name in POLICIES}
    row = next(it for it in _told(played)[0] if it.policy == "keyword" and not it.is_apart)
    told = [
        scored(by_policy["keyword"], METRICS[name], by_policy).estimate
        for name in ("reward", "normalised_score")
    ]

    for cell, one in zip((row.reward, row.normalised), told, strict=True):
        assert one is not None
        assert cell is not None
        assert cell.low is not None
        assert cell.high is not None
        assert (cell.mean, cell.low, cell.high) == pytest.approx((one.mean, one.low, one.high))
    assert isinstance(row.reward, Estimate)
