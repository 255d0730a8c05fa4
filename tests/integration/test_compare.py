"""Two policies on the same worlds."""

import json
from pathlib import Path

import pytest

from integration.terminal import LOOKOUT, call, complaint

EVALUATE = ("evaluate", "--no-report")
PLAYER = """
from watchfloor.play.policy import Policy

POLICY = Policy(name="mine", summary="Talks.", seat=lambda role, draws: lambda seen: {said!r})
"""


def _evaluated(folder: Path, *words: str | Path, seeds: int = 8) -> Path:
    path = folder / "-".join(["run", *map(str, words)]).replace("/", "_")
    done = call(*EVALUATE, "--game", LOOKOUT, "--seeds", str(seeds), "--out", path, *words)
    assert done.status == 0
    return path


def _rows(*words: str | Path) -> list[dict[str, object]]:
    done = call("compare", *words, "--json")
    assert done.status == 0
    found: list[dict[str, object]] = json.loads(done.out)["comparisons"]
    return found


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a run of everything that the small game ships."""
    return _evaluated(tmp_path_factory.mktemp("compared"), seeds=30)


def test_the_better_of_two_is_ahead(run: Path) -> None:
    """The oracle earns more than random everywhere, by the difference of the means."""
    rows = _rows(run, run, "--policy", "oracle", "--policy", "random")
    cells = json.loads(call(*EVALUATE, "--resume", run, "--json").out)["cells"]
    mean = {(it["scenario"], it["policy"]): it["reward"]["mean"] for it in cells}

    assert [it["scenario"] for it in rows] == ["busy_gate", "quiet_gate", "all scenarios"]
    assert {it["winner"] for it in rows} == {"oracle"}
    for row in rows[:2]:
        expected = mean[row["scenario"], "oracle"] - mean[row["scenario"], "random"]
        assert row["difference"]["mean"] == pytest.approx(expected)  # type: ignore[index]


def test_turned_around_the_difference_is_the_opposite(run: Path) -> None:
    """It does not matter who is named first."""
    one = _rows(run, run, "--policy", "alarmist", "--policy", "random")
    other = _rows(run, run, "--policy", "random", "--policy", "alarmist")
    means = [[it["difference"]["mean"] for it in rows] for rows in (one, other)]  # type: ignore[index]

    assert means[0] == [-it for it in means[1]]
    assert [it["chance"] for it in one] == [it["chance"] for it in other]


def test_what_is_told_apart_counts_in_no_sum(tmp_path: Path) -> None:
    """A war-room in which nothing is wrong has a row of its own and nothing else."""
    path, rooms = tmp_path / "rooms", ("easy", "medium", "quiet")
    words = [word for room in rooms for word in ("--scenario", room)]
    call(*EVALUATE, "--game", "logsentinel", *words, "--seeds", "2", "--out", path)
    rows = _rows(path, path, "--policy", "sleep", "--policy", "random")

    assert [(it["scenario"], it["worlds"]) for it in rows] == [
        *((room, 2) for room in rooms),
        ("all scenarios", 4),
    ]


def test_nobody_is_ahead_of_itself(run: Path) -> None:
    """No difference is no win."""
    rows = _rows(run, run, "--policy", "oracle", "--policy", "heuristic")

    assert {it["winner"] for it in rows} == {""}


def test_who_is_under_test_in_both_runs_is_compared(tmp_path: Path) -> None:
    """Without a name it is the policies that the suite does not list."""
    policy = tmp_path / "mine.py"
    policy.write_text(PLAYER.format(said="hm"), "utf-8")
    first = _evaluated(tmp_path, "--policy", policy)
    policy.write_text(PLAYER.format(said='{"move":"decide","gate":"calm"}'), "utf-8")
    second = tmp_path / "second"
    call(
        "evaluate",
        "--no-report",
        "--game",
        LOOKOUT,
        "--seeds",
        "8",
        "--policy",
        policy,
        "--out",
        second,
    )
    rows = _rows(first, second)

    assert {(it["first"], it["second"]) for it in rows} == {(str(policy), str(policy))}


def test_what_was_not_played_alike_is_not_compared(run: Path, tmp_path: Path) -> None:
    """Fewer seeds, other prices, nobody in common: each is refused with its reason."""
    recipe = tmp_path / "mine.toml"
    recipe.write_text('name = "mine"\nsummary = "Mine."\n[keeper]\ndecided_right = "1"\n', "utf-8")
    fewer = _evaluated(tmp_path, seeds=9)
    named = ("--policy", "oracle", "--policy", "random")
    alone = _evaluated(tmp_path, "--scenario", "quiet_gate", seeds=9)
    told = {
        (run, fewer, *named): "was played on 30 and on 9 seeds",
        (run, run): "is compared with itself; name two policies with --policy",
        (run, fewer): "nobody is under test in both runs",
        (run, run, "--policy", "orcale"): "there is no policy of the run called 'orcale'; did you",
        (run, tmp_path, *named): "is no run",
        (run, run, *named, "--policy", "random"): "3 policies are named",
    }
    for words, expected in told.items():
        assert expected in complaint(call("compare", *words))
    assert [it["scenario"] for it in _rows(fewer, alone, *named)] == ["quiet_gate"]
