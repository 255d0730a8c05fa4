"""What is printed and what is recorded: the same numbers, for people and for machines."""

import json
from pathlib import Path
from typing import Any

import pytest

import tapes
from integration.terminal import LOOKOUT, call
from lookout.game import GAME
from watchfloor.evaluation.store import Stored
from watchfloor.evaluation.verification import checked
from watchfloor.play.narration import narrate
from watchfloor.play.reward import points
from watchfloor.play.trajectory import Trajectory

GAME_OPTION = ("--game", LOOKOUT)


def _play(folder: Path, *words: str) -> tuple[str, list[Trajectory]]:
    """Return what playing prints and what it records."""
    path = folder / "out.jsonl"
    done = call("play", LOOKOUT, "--seed", "40", *words, "--out", path)

    assert (done.status, done.err) == (0, "")
    return done.out, _recorded(path)


def _recorded(path: Path) -> list[Trajectory]:
    found = list(checked(path, lambda _: GAME))

    assert all(isinstance(it, Stored) for it in found)
    return [it.trajectory for it in found if isinstance(it, Stored)]


def _told(line: str) -> dict[str, Any]:
    """Return what a *line* of JSON says."""
    found: dict[str, Any] = json.loads(line)
    return found


def test_play_prints_a_line_of_json_for_each_episode(tmp_path: Path) -> None:
    """Every number of a line is that of the episode in the file."""
    out, recorded = _play(tmp_path, "--episodes", "12", "--team", "random", "--json")
    told = [_told(line) for line in out.splitlines()]

    assert [it["rewards"] for it in told] == [
        {reward.role: reward.total for reward in it.end.rewards} for it in recorded
    ]
    assert [it["setting"]["seed"] for it in told] == list(range(40, 52))
    assert [it["turns"] for it in told] == [len(it.turns) for it in recorded]
    assert [it["hash"] for it in told] == [it.end.hash for it in recorded]
    assert [it["world"] for it in told] == [it.header.world for it in recorded]


def test_the_same_is_printed_whether_or_not_it_is_recorded(tmp_path: Path) -> None:
    """A file beside changes nothing of what is played."""
    recorded, _ = _play(tmp_path, "--episodes", "3", "--json")

    assert call("play", LOOKOUT, "--seed", "40", "--episodes", "3", "--json").out == recorded


def test_play_prints_one_episode_as_it_is_told(tmp_path: Path) -> None:
    """A person reads the narration of what is in the file."""
    out, [trajectory] = _play(tmp_path, "--keeper", "alarmist")

    assert out == narrate(GAME, trajectory)
    assert "keeper: alarmist, spotter: heuristic" in out


def test_play_prints_the_means_of_many(tmp_path: Path) -> None:
    """The table has the mean of each role, worked out again from the file."""
    out, recorded = _play(tmp_path, "--episodes", "20", "--team", "random")
    for role in GAME.roles:
        mean = sum(it.reward(role).total for it in recorded) / len(recorded)
        row = next(line.split() for line in out.splitlines() if line.split()[:1] == [role])

        assert row == [role, points(round(mean)), "20", "0"]


def test_seats_are_given_one_by_one_or_all_at_once(tmp_path: Path) -> None:
    """A role's own option outweighs that of the team, in either spelling."""
    _, [trajectory] = _play(tmp_path, "--team", "oracle", "--keeper=random")

    assert trajectory.header.seats == {"keeper": "random", "spotter": "oracle"}


@pytest.mark.parametrize("option", ["--scenario", "--stage"])
def test_a_scenario_is_named_in_either_way(tmp_path: Path, option: str) -> None:
    """A game may call its scenarios stages."""
    _, [trajectory] = _play(tmp_path, option, "quiet_gate", "--mode", "watch")

    assert trajectory.header.setting.scenario == "quiet_gate"


def test_a_recipe_of_ones_own_prices_the_episode(tmp_path: Path) -> None:
    """A table in a file is recorded with what it paid, and replays from the recording."""
    recipe = tmp_path / "mine.toml"
    recipe.write_text('name = "mine"\n[[keeper]]\nterm = "well_formed"\nweight = 0.5\n')
    out, [trajectory] = _play(tmp_path, "--recipe", str(recipe))
    recipe.unlink()

    assert trajectory.reward("keeper").total == 500_000
    assert "reward of keeper by recipe mine" in out
    assert call("replay", tmp_path / "out.jsonl", *GAME_OPTION).status == 0


def test_replay_says_that_a_file_is_verified(tmp_path: Path) -> None:
    """What was played is verified, for people and for machines."""
    _play(tmp_path, "--episodes", "3")
    path = tmp_path / "out.jsonl"
    told = _told(call("replay", path, *GAME_OPTION, "--json").out)

    assert call("replay", path, *GAME_OPTION) == (
        0,
        "verified: 3 episodes replayed as recorded, none missing\n",
        "",
    )
    assert told == {"verified": True, "episodes": 3, "first_divergence": None}


def test_replay_names_the_first_event_that_diverges(tmp_path: Path) -> None:
    """A forged fate is told with its episode, its line and what it should have been."""
    path = tmp_path / "out.jsonl"
    lines = tapes.record(path)
    place = next(n for n, line in enumerate(lines) if b'"refused"' in line)
    forged = [line.replace(b'"refused"', b'"ok"') for line in lines]
    path.write_bytes(b"".join(tapes.resealed(tapes.decoded(forged))))
    done = call("replay", path, *GAME_OPTION)
    told = _told(call("replay", path, *GAME_OPTION, "--json").out)
    reason = "status is recorded as 'ok', replayed as 'refused'"

    assert (done.status, done.err) == (1, "")
    assert done.out == (
        f"not verified: episode 3, line {place + 1} of the file: {reason}; "
        "2 episodes before it replayed as recorded\n"
    )
    assert told["first_divergence"] == {
        "episode": 3,
        "line": place + 1,
        "reason": reason,
        "is_cut": False,
    }
    assert (told["verified"], told["episodes"]) == (False, 2)


def test_replay_tells_a_machine_about_a_cut(tmp_path: Path) -> None:
    """A file cut in a line is bad input, and still says in JSON what holds before."""
    path = tmp_path / "out.jsonl"
    lines = tapes.record(path)
    path.write_bytes(b"".join(lines[:-1]) + lines[-1][:20])
    done = call("replay", path, *GAME_OPTION, "--json")
    told = _told(done.out)

    assert (done.status, done.err.count("\n")) == (2, 1)
    assert (told["verified"], told["episodes"]) == (False, 4)
    assert told["first_divergence"]["line"] == len(lines)


def test_show_prints_every_episode_as_it_is_told(tmp_path: Path) -> None:
    """A file is read like the play it records, with nothing that could steer a terminal."""
    tapes.record(tmp_path / "out.jsonl")
    recorded = _recorded(tmp_path / "out.jsonl")
    done = call("show", tmp_path / "out.jsonl", *GAME_OPTION)
    told = [f"episode {n}: {narrate(GAME, it)}\n" for n, it in enumerate(recorded, start=1)]

    assert (done.status, done.err, done.out) == (0, "", "".join(told))
    assert "\x1b" not in done.out
    assert "malformed: the reply holds 0 JSON objects" in done.out
    assert "no reply, so nothing is scored: the model timed out" in done.out


def test_show_prints_one_episode(tmp_path: Path) -> None:
    """An episode is asked for by its number."""
    tapes.record(tmp_path / "out.jsonl")
    _, second, *_ = _recorded(tmp_path / "out.jsonl")
    done = call("show", tmp_path / "out.jsonl", *GAME_OPTION, "--episode", "2")

    assert done == (0, f"episode 2: {narrate(GAME, second)}\n", "")


def test_show_prints_a_line_of_json_for_each_episode(tmp_path: Path) -> None:
    """A machine reads what was seen beside what was said."""
    tapes.record(tmp_path / "out.jsonl")
    recorded = _recorded(tmp_path / "out.jsonl")
    told = [
        _told(line)
        for line in call("show", tmp_path / "out.jsonl", *GAME_OPTION, "--json").out.splitlines()
    ]

    assert [it["header"]["hash"] for it in told] == [it.header.hash for it in recorded]
    assert [[turn["turn"]["reply"] for turn in it["turns"]] for it in told] == [
        [turn.reply for turn in it.turns] for it in recorded
    ]
    assert all(
        turn["observation"]["role"] == turn["turn"]["role"] for it in told for turn in it["turns"]
    )


def test_show_shows_what_holds_and_names_what_does_not(tmp_path: Path) -> None:
    """Episodes before a damage are shown, and the damage is told on the other stream."""
    path = tmp_path / "out.jsonl"
    lines = tapes.record(path)
    place = next(n for n, line in enumerate(lines) if b'"refused"' in line)
    path.write_bytes(b"".join(lines).replace(b'"refused"', b'"ok"'))
    done = call("show", path, *GAME_OPTION)

    assert done.status == 1
    assert done.out.count("\nepisode ") + 1 == 2
    assert done.err.startswith(f"watchfloor: episode 3 is not shown: line {place + 1}: the hash")


def test_show_does_not_show_what_does_not_replay(tmp_path: Path) -> None:
    """An episode that a forger mended is named in place of being shown."""
    path = tmp_path / "out.jsonl"
    forged = [line.replace(b'"refused"', b'"ok"') for line in tapes.record(path)]
    path.write_bytes(b"".join(tapes.resealed(tapes.decoded(forged))))
    done = call("show", path, *GAME_OPTION)

    assert done.status == 1
    assert [line[:10] for line in done.out.splitlines() if line.startswith("episode ")] == [
        "episode 1:",
        "episode 2:",
        "episode 4:",
    ]
    assert done.err.count("\n") == 1


def test_show_of_an_early_episode_does_not_mind_a_late_damage(tmp_path: Path) -> None:
    """What stands before a damage can be read."""
    path = tmp_path / "out.jsonl"
    path.write_bytes(b"".join(tapes.record(path)[:-2]))

    assert call("show", path, *GAME_OPTION, "--episode", "1").status == 0


def test_catalog_lists_what_a_game_brings(tmp_path: Path) -> None:
    """The folder of a game adds its shelves to those of the package."""
    alone = _told(call("catalog", "--json", folder=tmp_path).out)
    told = _told(call("catalog", "--json", *GAME_OPTION, folder=tmp_path).out)

    assert told["lookout.policies"] == {name: it.summary for name, it in GAME.policies.items()}
    assert {name: told[name] for name in alone} == alone


def test_catalog_prints_one_shelf() -> None:
    """A shelf is asked for by its name."""
    done = call("catalog", "lookout.roles", *GAME_OPTION)

    assert done.out.startswith("lookout.roles (2)\n  keeper ")
    assert done.out.count("(") == 1
