"""What is told of training is made of what was stored, and of nothing else."""

from pathlib import Path

import msgspec
import pytest
from benchmarks.learning import APART, STAGES, STORED, Course, Look, Row, Stored, course
from benchmarks.learning_page import (
    MET,
    UNMET,
    Kept,
    dismissed,
    f1,
    gained,
    lost,
    normalised,
    page,
    reached,
)
from msgspec.structs import replace

from watchfloor.training.experiment import Experiment, Phase

ROOT = Path(__file__).parents[2]


def _row(policy: str, seed: int, given: str, rewards: tuple[int, ...], scenario: str) -> Row:
    return Row(policy, seed, scenario, given, rewards, (0,) * len(given))


@pytest.fixture(name="kept")
def _kept() -> Kept:
    scenarios = (*STAGES, *APART)
    rows = [
        one
        for scenario in scenarios
        for one in (
            _row("random", -1, "mmmm", (0, 0, 0, 0), scenario),
            _row("oracle", -1, "ddee", (1000, 1000, 1000, 1000), scenario),
            _row("early", 0, "dddd", (1000, 1000, -1000, -1000), scenario),
            _row("early", 1, "dddd", (1000, 1000, -1000, -1000), scenario),
            _row("late", 0, "ddee", (1000, 1000, 1000, 1000), scenario),
            _row("late", 1, "ddde", (1000, 1000, -1000, 1000), scenario),
        )
    ]
    truths = dict.fromkeys(scenarios, "ddee")
    courses = tuple(Course(seed, (), {}, {}) for seed in (0, 1))
    return Kept(Stored("opensoc-0", "made", 4, truths, {}, tuple(rows), courses))


def test_normalised_rewards_are_worked_out_by_hand(kept: Kept) -> None:
    """Of what lies between random and the oracle, over both seeds."""
    found = [normalised(kept, it, STAGES[:1]).mean for it in ("early", "late", "oracle", "random")]

    assert found == [0.0, 0.75, 1.0, 0.0]


def test_f1_is_worked_out_by_hand(kept: Kept) -> None:
    """A constant answer has a third for one class and nothing for the other."""
    assert f1(kept, "early", STAGES[0]).mean == pytest.approx((2 / 3 + 0) / 2)
    assert f1(kept, "late", STAGES[0]).mean == pytest.approx((8 / 9 + 6 / 7) / 2)


def test_dismissals_are_those_of_hostile_alerts(kept: Kept) -> None:
    """Both are dismissed by one, a quarter by the other."""
    found = [dismissed(kept, it, STAGES[:1]).mean for it in ("early", "late")]

    assert found == [1.0, 0.25]


def test_gains_are_paired_by_world(kept: Kept) -> None:
    """The mean gain is that of both seeds, and no interval is narrower than a point."""
    found = gained(kept, "early", "late", STAGES[:2])

    assert found.mean == pytest.approx(0.75)
    assert found.low <= found.mean <= found.high


def test_what_is_lost_on_unmet_techniques_is_worked_out_by_hand(kept: Kept) -> None:
    """Whoever earns as much there loses nothing; who falls to random play loses all there was."""
    stored = kept.stored
    fallen = Row("fallen", 0, UNMET, "mmmm", (0, 0, 0, 0), (0, 0, 0, 0))
    whole = Row("fallen", 0, MET, "ddee", (1000, 1000, 1000, 1000), (0, 0, 0, 0))
    found = Kept(replace(stored, rows=(*stored.rows, fallen, whole)))

    assert lost(kept, "late").mean == 0.0
    assert lost(found, "fallen").mean == -1.0
    assert lost(found, "late", 1).mean == 0.0


def test_most_is_reached_at_the_first_look_that_earns_it() -> None:
    """Of 0.9 at the end 0.72 are most of it; what another phase earned does not count."""
    earned = (("format", 0.1), ("sft", 0.71), ("sft", 0.73), ("control", 0.8), ("grpo", 0.9))
    looks = [
        Look(phase, step, {"stage1_basic": it}, 60.0 * step, 90.0 * step)
        for step, (phase, it) in enumerate(earned, start=1)
    ]

    assert reached(Course(0, tuple(looks), {}, {})) == (looks[2], looks[4])
    assert reached(Course(0, tuple(looks[:4]), {}, {})) is None


def test_a_look_comes_after_all_that_its_model_has_gone_through(tmp_path: Path) -> None:
    """A phase that goes on from an early one does not count what came between."""
    phases = [
        Phase(name=name, how="sft", steps=1, scenarios=STAGES[:1], worlds=1, rate=0.1, after=after)
        for name, after in (("format", ""), ("sft", ""), ("grpo", ""), ("control", "sft"))
    ]
    experiment = Experiment(name="e", summary="s", encoding="triage", phases=tuple(phases))
    (tmp_path / "experiment.json").write_bytes(msgspec.json.encode(experiment))
    told = {"step": 1, "processor": 2.0, "seconds": 3.0, "looked/stage1_basic/reward": 0.5}
    lines = [msgspec.json.encode({"phase": it.name, **told}) + b"\n" for it in phases]
    (tmp_path / "metrics.jsonl").write_bytes(b"".join(lines))

    assert [it.processor for it in course(tmp_path).looks] == [2.0, 4.0, 6.0, 6.0]
    assert [it.clock for it in course(tmp_path).looks] == [3.0, 6.0, 9.0, 9.0]


@pytest.mark.slow
def test_the_page_is_what_was_stored_comes_to() -> None:
    """The committed tables are made of the committed episodes."""
    stored = msgspec.json.decode((ROOT / STORED).read_bytes(), type=Stored)

    assert page(stored) == (ROOT / STORED).with_suffix(".txt").read_text("utf-8")


def test_the_worlds_are_those_of_evaluations() -> None:
    """Every stored row is of as many worlds as it says, with a truth for each."""
    stored = msgspec.json.decode((ROOT / STORED).read_bytes(), type=Stored)

    assert {len(row.given) for row in stored.rows} == {stored.worlds}
    assert {len(it) for it in stored.truths.values()} == {stored.worlds}
