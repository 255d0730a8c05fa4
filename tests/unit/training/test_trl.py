"""Tests of what is handed to TRL, without it; its trainers are tried in `tests/training`."""

from typing import Any

import pytest

from spelled import Spelled
from watchfloor.agents.games import find
from watchfloor.errors import BadInput
from watchfloor.play.game import Setting
from watchfloor.training import trl as path
from watchfloor.training.chat import Chat
from watchfloor.training.conversations import LEARNER, Bounds, Cast
from watchfloor.training.trl import Pace, Plan

TEAM = ("incident_commander", "app_sre", "db_sre", "security_analyst")


def _plan(game: str, *roles: str) -> Plan:
    found = find(game)
    speaks = dict.fromkeys(roles, LEARNER)
    cast = Cast(found, found.recipes["standard"], speaks)
    return Plan(cast, Chat(Spelled()), Bounds(1000, 100))


def _prompts(plan: Plan, settings: list[Setting], group: int) -> list[Any]:
    """Return the prompts of a batch as the trainer repeats them."""
    return [row["prompt"] for row in path.rows(plan, settings) for _ in range(group)]


def test_a_row_says_which_world_and_which_seat_and_nothing_else() -> None:
    """The prompt that is trained on is made when the episode opens, not stored beside it."""
    (row,) = path.rows(_plan("opensoc", "defender"), [Setting("stage1_basic", "defender_only", 3)])

    assert row == {
        "prompt": [
            {
                "role": "user",
                "content": '{"mode":"defender_only","role":"defender",'
                '"scenario":"stage1_basic","seed":3}',
            }
        ]
    }


def test_rows_of_one_world_are_episodes_of_all_its_seats() -> None:
    """The k-th row of every role of a world is the k-th episode."""
    plan = _plan("logsentinel", *TEAM)
    prompts = _prompts(
        plan, [Setting("easy", "sequential", 3), Setting("easy", "sequential", 4)], 2
    )
    tasks = [path._task(it) for it in prompts]
    worlds, places = path._episodes(tasks, plan.roles)

    assert [it.seed for it in worlds] == [3, 3, 4, 4]
    assert places == [0, 1] * 4 + [2, 3] * 4


def test_a_batch_that_tears_a_team_apart_is_refused() -> None:
    """Shuffled rows would be played with others in the seats, so that they are not played."""
    plan = _plan("logsentinel", *TEAM)
    tasks = [path._task(it) for it in _prompts(plan, [Setting("easy", "sequential", 3)], 1)[:3]]
    with pytest.raises(BadInput, match="a batch holds 3 rows of 1 episodes, expected 4 of each"):
        path._episodes(tasks, plan.roles)


def test_a_row_of_somebody_else_is_told() -> None:
    """A data set of ordinary prompts names no world."""
    with pytest.raises(BadInput, match=r"a row names no world and seat .*make the data set with"):
        path._task([{"role": "user", "content": "Hello"}])


def test_the_reward_is_what_was_earned_and_its_terms_are_logged() -> None:
    """Points go through as they are, nothing for who was not scored; terms are told on average."""
    logged: dict[str, float] = {}
    found = path.earned(
        [1.0, None], [{"correct": 1.0}, {"correct": 0.0, "other": 3.0}], logged.__setitem__
    )

    assert found == [1.0, None]
    assert logged == {"paid/correct": 0.5, "paid/other": 3.0}


def test_a_demonstration_marks_what_the_teacher_said() -> None:
    """Labels are the tokens of the replies, and no others."""
    plan = _plan("logsentinel", *TEAM)
    texts = path.demonstrations(plan, [Setting("easy", "sequential", 3)], "heuristic")
    assert isinstance(plan.tongue, Chat)
    words = plan.tongue.tokenizer

    assert len(texts) == len(TEAM)
    for text in texts:
        learnt = words.decode([it for it in text["labels"] if it >= 0])

        assert len(text["labels"]) == len(text["input_ids"])
        assert learnt.startswith('{"')
        assert "turn" not in learnt.partition("}")[0]


def test_a_teacher_that_shows_nothing_is_told() -> None:
    """No worlds, no texts: better told here than by a trainer with an empty data set."""
    with pytest.raises(BadInput, match="'heuristic' shows nothing in these worlds"):
        path.demonstrations(_plan("opensoc", "defender"), [], "heuristic")


def test_a_seat_that_had_no_turn_teaches_nothing() -> None:
    """A defender whose attacker was turned away has a text of two tokens, none of its own."""
    plan = _plan("opensoc", "defender")
    played = path.shown(plan, Setting("stage1_basic", "defender_only", 3), "heuristic")
    without = played._replace(transcripts={})
    told = path.told([(played, "defender"), (without, "defender")], plan)

    assert sum(told["env_mask"][0]) > 0
    assert told["env_mask"][1] == [0]


def test_settings_of_the_library_go_before_ours() -> None:
    """What a user knows better is taken; a processor turns off what it cannot do."""
    pace = Pace(folder="f", steps=2, rate=0.1, is_on_processor=True, further={"learning_rate": 0.5})
    settings = pace.settings()

    assert settings["learning_rate"] == 0.5
    assert settings["bf16"] is False
    assert settings["report_to"] == "none"
