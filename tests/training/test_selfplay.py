"""Self-play in turns: who learns when, whom a defender meets, and what stops a run."""

import json
from pathlib import Path

import pytest
from msgspec.structs import replace

from watchfloor.errors import BadInput
from watchfloor.seeds import Seed
from watchfloor.training import course, keeping
from watchfloor.training.experiment import Experiment, Phase, Size
from watchfloor.training.pool import FAMILIES, Pool, collapsed

HARD = ("stage3_mixed", "stage4_adversarial")
DUEL = Phase(
    name="duel",
    how="selfplay",
    steps=6,
    scenarios=HARD,
    worlds=4,
    samples=4,
    rate=1e-3,
    attacks=2,
    defends=1,
)
TINY = Experiment(
    name="tiny",
    summary="Two generations.",
    encoding="triage",
    size=Size(width=32, layers=1, heads=1, inner=32),
    every=2,
    looks=1,
    evaluated=2,
    phases=(
        Phase(name="sft", how="sft", steps=40, scenarios=HARD[:1], worlds=8, rate=5e-3),
        DUEL,
    ),
)


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("whole") / "run"
    for _ in course.begun(folder, TINY).run():
        pass
    return folder


def _lines(folder: Path) -> list[dict[str, float]]:
    lines = (folder / keeping.METRICS).read_text().splitlines()
    return [it for it in map(json.loads, lines) if it["phase"] == "duel"]


def test_the_sides_learn_in_turns(whole: Path) -> None:
    """So many steps of the attacker, so many of the defender, and again."""
    sides = ["attacker/reward" in line for line in _lines(whole)]

    assert sides == [True, True, False, True, True, False]


def test_whoever_stands_still_is_not_changed(whole: Path) -> None:
    """The second attacker differs from the first; each generation leaves a model of its own."""
    first, second = (
        json.loads((whole / course.ATTACKERS / f"duel-{number}.json").read_text())
        for number in (1, 2)
    )
    models = {name: (whole / "models" / name).is_dir() for name in ("duel-1", "duel-2")}

    assert first != second
    assert models == {"duel-1": True, "duel-2": True}


def test_a_stopped_run_goes_on_with_the_same_opponents(whole: Path, tmp_path: Path) -> None:
    """Left in the middle of a generation and resumed, it ends with the same bytes."""
    folder = tmp_path / "run"
    for told in course.begun(folder, TINY).run():
        if told.phase == "duel" and told.step == 5:
            break
    for _ in course.resumed(folder).run():
        pass
    files = ("models/duel/model.safetensors", "attackers/duel-2.json")

    assert [(folder / it).read_bytes() for it in files] == [
        (whole / it).read_bytes() for it in files
    ]


def test_the_harder_opponent_comes_more_often() -> None:
    """Beyond the share of the scripted families and of the latest, failures decide."""
    pool = Pool()
    for name in ("easy", "hard", "latest"):
        pool.add(name)
    pool.rivals = [it._replace(failed={"hard": 1.0}.get(it.name, 0.05)) for it in pool.rivals]
    met = [pool.opponent(Seed.of(it).stream()) for it in range(600)]
    counts = {it.name: met.count(place) for place, it in enumerate(pool.rivals)}

    assert counts["hard"] > 5 * counts["easy"]
    assert sum(counts[name] for name in FAMILIES) > 80
    assert counts["latest"] > 80


def test_a_pool_remembers_who_beats_the_defender() -> None:
    """Every failure moves what is known of an opponent towards one."""
    pool = Pool()
    for _ in range(50):
        pool.note(0, 1.0)

    assert pool.rivals[0].failed > 0.95
    assert pool.rivals[1].failed == 0.5


GOOD = (0.5, 0.5, 0.9)


@pytest.mark.parametrize(
    ("seen", "sentence"),
    [
        ([GOOD] * 10, ""),
        ([(1.0, 0.0, 0.0)] * 9, ""),
        ([GOOD, *[(1.0, 0.5, 0.9)] * 9], ""),
        ([(0.99, 0.5, 0.9)] * 10, "the attacker has nothing to learn"),
        ([(0.5, 0.01, 0.9)] * 10, "the attacker has collapsed"),
        ([(0.5, 0.5, 0.05)] * 10, "the attacker repeats itself"),
    ],
)
def test_a_collapse_is_one_sentence(seen: list[tuple[float, float, float]], sentence: str) -> None:
    """Ten bad steps in a row stop a run, and nothing less."""
    assert collapsed(seen).partition(":")[0] == sentence


def test_a_collapsed_attacker_stops_the_run(tmp_path: Path) -> None:
    """An attacker whose rate is far too high draws one way only, and the run says so."""
    wild = replace(DUEL, quick=1e5, attacks=60, steps=60)
    going = course.begun(tmp_path / "run", replace(TINY, phases=(TINY.phases[0], wild), every=99))

    with pytest.raises(BadInput, match=r"the attacker (has collapsed|repeats itself|has nothing)"):
        for _ in going.run():
            pass
