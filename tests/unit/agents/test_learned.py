"""A trained model in a seat: the shipped one, and what cannot sit down."""

from dataclasses import replace
from pathlib import Path
from statistics import fmean
from typing import Any

import pytest

from watchfloor.agents import games
from watchfloor.agents.contenders import find, is_brought
from watchfloor.agents.learned import TEAM
from watchfloor.errors import BadInput
from watchfloor.play.action import Malformed, parse
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.reward import ONE
from watchfloor.play.seating import play
from watchfloor.play.trajectory import Trajectory

OPENSOC = games.find("opensoc")


def _with_learned() -> Game[Any]:
    policies = {**OPENSOC.policies, "learned": find(OPENSOC, "learned")}
    return replace(OPENSOC, policies=policies)


GAME = _with_learned()


def _played(scenario: str, mode: str, seed: int) -> Trajectory:
    seats = {"attacker": "heuristic", "defender": "learned"}
    return play(GAME, Table(Setting(scenario, mode, seed), GAME.recipes["standard"], seats))


@pytest.mark.parametrize("mode", ["defender_only", "self_play", "casework"])
@pytest.mark.parametrize("scenario", ["stage4_adversarial", "held_out_dialect"])
def test_every_reply_is_a_move(scenario: str, mode: str) -> None:
    """In every mode, also of a dialect that no training has seen, what it says is a legal move."""
    played = [_played(scenario, mode, seed) for seed in range(4)]

    said = [turn for one in played for turn in one.turns if turn.role == "defender"]
    assert {turn.status for turn in said} <= {"ok", "refused"}
    moves = OPENSOC.roles["defender"].moves
    assert not any(isinstance(parse(turn.reply, moves), Malformed) for turn in said)


def test_it_plays_the_same_world_the_same_way() -> None:
    """There is no chance in it."""
    first, again = (_played("stage3_mixed", "defender_only", 5) for _ in range(2))

    assert first == again


def test_it_has_learned_to_read() -> None:
    """On easy worlds, which nothing was trained on, it earns more than half of all there is."""
    ends = [_played("stage1_basic", "defender_only", 7_000_000 + seed).end for seed in range(30)]

    assert fmean(end.rewards[0].total / ONE for end in ends) > 0.5


def test_its_name_says_where_it_comes_from() -> None:
    """`learned` and `learned:DIRECTORY` are brought along, as models and files are."""
    assert (is_brought("learned"), is_brought("learned:here")) == (True, True)


def test_no_policy_is_shipped_for_every_game() -> None:
    """One sentence says so, and how to give one."""
    with pytest.raises(BadInput, match="no trained policy is shipped for lookout; give learned:"):
        find(games.find("tests/games/lookout"), "learned")


def test_the_team_that_is_shipped_sits_down() -> None:
    """In the war-room `learned` is a team that learnt, in every seat."""
    room = games.find("logsentinel")

    assert find(room, "learned") is room.policies["learned"]


def test_a_folder_without_a_whole_team_is_told(tmp_path: Path) -> None:
    """One sentence names the file and says what to do."""
    (tmp_path / TEAM).write_text('{"symptoms":"other"}')
    room = games.find("logsentinel")
    with pytest.raises(BadInput, match=r"found a team with 0 weights .*; train it again"):
        find(room, f"learned:{tmp_path}")
    (tmp_path / TEAM).write_text("half")
    with pytest.raises(BadInput, match=r"holds no team .*; train it again"):
        find(room, f"learned:{tmp_path}")
