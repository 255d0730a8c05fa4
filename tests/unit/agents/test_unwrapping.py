"""What models write, shape by shape, and which move it is.

The shapes are data: `replies/*.jsonl`, a line for each, with what is said, the tool calls beside
it, and the one move that it is or the reason why it is none.
"""

import json
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchfloor.agents.backend import Call
from watchfloor.agents.unwrapping import move, reply, spoken
from watchfloor.logsentinel.roles import ROLES as ROOM
from watchfloor.opensoc.roles import ROLES as DESK
from watchfloor.play.action import LONGEST_REPLY, Action, Malformed, parse, written

MOVES: dict[str, tuple[type[Action], ...]] = {
    role.name: role.moves for role in (*ROOM.values(), *DESK.values())
}
FILES = sorted((Path(__file__).parent / "replies").glob("*.jsonl"))
SHAPES: list[Any] = [
    pytest.param(json.loads(line), id=f"{file.stem}: {json.loads(line)['shape']}")
    for file in FILES
    for line in file.read_text("utf-8").splitlines()
]
DRAFT = '{"move": "wait", "ticks": 9}'
MARKS = (
    "<think>",
    "</think>",
    "[THINK]",
    "[/THINK]",
    "<|channel|>final<|message|>",
    '"',
    "\n",
    "a",
)

PIECES = (
    DRAFT,
    "<tool_call>",
    "</tool_call>",
    "<function=wait>",
    "[TOOL_CALLS]",
    "{",
    "}",
    "[",
    "]",
)
"""What is strung together at random."""


def _read(shape: dict[str, Any]) -> Action | Malformed:
    calls = [Call(it["name"], it["arguments"]) for it in shape.get("calls", ())]
    return parse(reply(shape["said"], calls), MOVES[shape["role"]])


@pytest.mark.parametrize("shape", SHAPES)
def test_a_reply_is_the_move_that_it_is(shape: dict[str, Any]) -> None:
    """Each shape is exactly one move, or it is none for the reason that is given."""
    found = _read(shape)
    if shape["move"] is None:
        assert isinstance(found, Malformed), written(found)
        assert shape["because"] in found.reason
    else:
        assert found == msgspec.convert(shape["move"], type(found)), found


def test_there_are_enough_shapes() -> None:
    """There are at least 200 different ones, and many of each outcome."""
    held = {(it.values[0]["said"], str(it.values[0].get("calls"))) for it in SHAPES}
    malformed = sum(it.values[0]["move"] is None for it in SHAPES)

    assert len(held) >= 200
    assert 80 <= malformed <= len(SHAPES) - 80


def test_what_is_recorded_reads_the_same() -> None:
    """What is left of a reply is left as it is when it is looked at again."""
    for it in SHAPES:
        shape = it.values[0]
        calls = [Call(one["name"], one["arguments"]) for one in shape.get("calls", ())]
        once = reply(shape["said"], calls)
        assert reply(once) == once, shape["shape"]


@given(st.lists(st.sampled_from(MARKS), max_size=12).map("".join))
def test_a_thought_that_is_closed_never_counts(thought: str) -> None:
    """Whatever stands in a thought, a move in it is not the answer that follows it."""
    held = thought.replace('"', "")
    said = spoken(f"<think>{held}{DRAFT}{held}\n</think>\n")

    assert DRAFT not in said


@given(st.text(max_size=200))
def test_any_text_can_be_looked_through(text: str) -> None:
    """No text is an error, and no text grows but by what a call is spelled with."""
    assert len(reply(text)) <= 2 * len(text) + 40


@given(st.lists(st.sampled_from([*MARKS, *PIECES]), max_size=14).map("".join))
def test_whatever_is_written_is_a_move_or_malformed(text: str) -> None:
    """Marks, calls and moves in any order are read without an error, and as one move at most."""
    found = parse(reply(text, [Call("wait", text)]), MOVES["incident_commander"])

    assert isinstance(found, Action | Malformed)


def test_a_reply_that_is_too_long_is_left_to_the_parser() -> None:
    """What nobody reads is not looked through."""
    said = "<think>" + "x" * LONGEST_REPLY

    assert reply(said) == said


def test_a_hostile_reply_takes_no_time() -> None:
    """A text of nothing but marks is gone through once."""
    said = "<think>" * 9000

    assert spoken(said) == ""


@pytest.mark.parametrize("values", ["[", "{", '{"a":' * 5000])
def test_values_that_are_no_json_are_handed_on(values: str) -> None:
    """Nothing is mended: what cannot be read is seen by the parser as it was written."""
    assert values[-1] in move(Call("wait", values))
