"""The twins of a recorded war-room, from the command line."""

import json
from pathlib import Path

import pytest

from integration.terminal import LOOKOUT, call, complaint


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a file with an episode of the war-room, played by a team that knows what is wrong."""
    path = tmp_path_factory.mktemp("twin") / "war.jsonl"
    call(
        "play",
        "logsentinel",
        "--scenario=medium",
        "--seed=7",
        "--team=oracle",
        "--episodes=2",
        "--out",
        path,
    )
    return path


def test_a_twin_shows_what_the_team_was_worth(recorded: Path) -> None:
    """Without the team the outcome is nothing, and less is earned."""
    done = call("twin", recorded, "--episode", "1", "--json")
    found = json.loads(done.out)
    alone = found["twins"]["without the team"]

    assert alone["outcome"] == 0
    assert alone["total"] < found["as_played"]["total"]


def test_every_mitigation_is_told_with_its_worth(recorded: Path) -> None:
    """What such a team orders is backed, and some of it is worth something."""
    worths = json.loads(call("twin", recorded, "--episode", "1", "--json").out)["worths"]

    assert all(worth["is_backed"] for worth in worths)
    assert max(worth["total"] for worth in worths) > 0


def test_what_was_played_comes_to_what_was_recorded(recorded: Path) -> None:
    """The twin that changes nothing earns what the record says."""
    lines = [json.loads(line) for line in recorded.read_text("utf-8").splitlines()]
    ends = [line for line in lines if line["line"] == "end"]
    told = [json.loads(line) for line in call("twin", recorded, "--json").out.splitlines()]

    assert [it["as_played"]["total"] for it in told] == [end["rewards"][0]["total"] for end in ends]


def test_the_tables_fit_a_terminal(recorded: Path) -> None:
    """Each mitigation has one line, and no line is wider than a terminal."""
    done = call("twin", recorded)

    assert "as played" in done.out
    assert max(map(len, done.out.splitlines())) <= 100


def test_what_has_no_twin_is_said(recorded: Path, tmp_path: Path) -> None:
    """Another game, an episode too many and a file that was changed are told in a sentence."""
    other = tmp_path / "seven.jsonl"
    call("play", LOOKOUT, "--seed", "7", "--out", other)
    changed = tmp_path / "changed.jsonl"
    changed.write_text(recorded.read_text("utf-8").replace('"seed":7', '"seed":9', 1), "utf-8")
    empty = tmp_path / "empty.jsonl"
    empty.write_text("")

    assert "which has no twins" in complaint(call("twin", other))
    assert "the file holds 2 episodes, not 3" in complaint(call("twin", recorded, "--episode", "3"))
    assert call("twin", changed).status == 1
    assert call("twin", empty).err.count("\n") == 1
