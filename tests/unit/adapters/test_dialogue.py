"""Tests of an episode that is driven from outside."""

import math
from pathlib import Path

import pytest

from watchfloor.adapters.arrangement import arranged
from watchfloor.adapters.dialogue import Dialogue
from watchfloor.agents.backend import Call
from watchfloor.errors import BadExtension, BadInput, IllegalMove
from watchfloor.evaluation import store

MONITOR = '{"move": "submit_triage", "action": "monitor"}'
WAIT = '{"move": "wait", "ticks": 5}'
BROKEN = """
from watchfloor.play.policy import Policy

POLICY = Policy(name="broken", summary="Broken.", seat=lambda _role, _draws: lambda seen: 1 / 0)
"""


def _ended(said: str = MONITOR) -> Dialogue:
    dialogue = Dialogue(arranged("opensoc"), 5)
    dialogue.say(said)
    return dialogue


def test_a_sitting_waits_for_the_seats_from_outside_and_for_no_other() -> None:
    """The others move by themselves, between the turns of ours."""
    dialogue = Dialogue(arranged("logsentinel", roles="app_sre,db_sre"), 5)
    asked = []
    while dialogue.role is not None:
        asked.append((dialogue.role, dialogue.seen.role))
        dialogue.say(WAIT)

    assert {role for role, _ in asked} == {"app_sre", "db_sre"}
    assert all(role == seen for role, seen in asked)


def test_nothing_is_known_of_the_end_before_the_end() -> None:
    """There is an ending when nobody is to move, and not before."""
    dialogue = Dialogue(arranged("opensoc"), 5)
    before = dialogue.ending
    dialogue.say(MONITOR)

    assert (before, dialogue.role) == (None, None)
    assert dialogue.ending is not None


def test_a_model_is_told_what_it_said_before() -> None:
    """Every seat has a conversation of its own."""
    dialogue = Dialogue(arranged("opensoc", mode="casework"), 5)
    first = dialogue.messages()
    dialogue.say('<think>What else?</think>{"move": "look_up", "kind": "log", "subject": "x"}')
    second = dialogue.messages()

    assert [it.role for it in first] == ["system", "user"]
    assert [it.role for it in second] == ["system", "user", "assistant", "user"]
    assert second[2].content == '{"move": "look_up", "kind": "log", "subject": "x"}'


def test_a_tool_call_is_the_move_that_it_names() -> None:
    """Words and calls are read as those of a model in a seat of ours."""
    dialogue = Dialogue(arranged("opensoc"), 5)
    dialogue.say("", [Call("submit_triage", '{"action": "monitor"}')])
    ending = dialogue.ending
    assert ending is not None

    assert ending.told("defender")["facts"]["answer"] == "monitor"


def test_a_bad_reply_is_recorded_as_malformed() -> None:
    """What an agent does wrong is data."""
    ending = _ended("I would rather not say.").ending
    assert ending is not None

    assert ending.trajectory.turns[0].status == "malformed"
    assert ending.points("defender") < 0


def test_a_reply_after_the_end_is_refused() -> None:
    """The sentence says how long the episode was."""
    with pytest.raises(IllegalMove) as caught:
        _ended().say(MONITOR)

    assert str(caught.value) == (
        "the episode is over after turn 1 and takes no reply; begin another one"
    )


def test_a_reply_that_is_no_text_is_refused_and_nothing_is_played() -> None:
    """The dialogue waits for another."""
    dialogue = Dialogue(arranged("opensoc"), 5)
    with pytest.raises(BadInput) as caught:
        dialogue.say({"move": "wait"})
    dialogue.say(MONITOR)

    assert str(caught.value) == "found a reply that is dict, expected text; give a move as JSON"
    assert dialogue.ending is not None


def test_whoever_cannot_be_asked_leaves_the_episode_unscored() -> None:
    """There is a reason, no verdict, and no number for a reward."""
    dialogue = Dialogue(arranged("opensoc"), 5)
    dialogue.leave("the line is dead")
    ending = dialogue.ending
    assert ending is not None

    assert ending.summary["no_reply"] == "the line is dead"
    assert math.isnan(ending.points("defender"))
    assert ending.told("defender") == {}


def test_the_record_is_a_whole_file(tmp_path: Path) -> None:
    """Saved, it is read as what our own writer wrote."""
    ending = _ended().ending
    assert ending is not None
    file = tmp_path / "episode.jsonl"
    file.write_text(ending.record, "utf-8")
    found = list(store.read(file))

    assert [it.trajectory for it in found if isinstance(it, store.Stored)] == [ending.trajectory]


def test_a_policy_that_breaks_down_ends_the_sitting(tmp_path: Path) -> None:
    """Its failure is told in a sentence, and the episode does not go on."""
    policy = tmp_path / "broken.py"
    policy.write_text(BROKEN)
    dialogue = Dialogue(arranged("logsentinel", roles="incident_commander", others=str(policy)), 5)
    with pytest.raises(BadExtension):
        dialogue.say(WAIT)
    with pytest.raises(IllegalMove) as caught:
        dialogue.say(WAIT)

    assert str(caught.value) == "the episode broke off and takes no reply; begin another one"
