"""Requests and answers of the chat protocol, as bytes."""

import json
from typing import Any

import pytest

from watchfloor.agents import chat
from watchfloor.agents.backend import Completion, Message, Settings, Usage
from watchfloor.agents.chat import Trouble

HELLO = (Message("user", "Hello"),)
CHOICES = [{"message": {"content": "x"}}]


def _usage(held: object) -> Usage:
    body = json.dumps({"choices": CHOICES, "usage": held}).encode()
    found = chat.read(200, {}, body)
    assert isinstance(found, Completion)
    return found.usage


@pytest.mark.parametrize(
    ("held", "usage"),
    [
        ({"prompt_tokens": 9, "completion_tokens": 2}, Usage(calls=1, tokens_in=9, tokens_out=2)),
        (
            {
                "prompt_tokens": 9,
                "completion_tokens": 7,
                "prompt_tokens_details": {"cached_tokens": 4},
                "completion_tokens_details": {"reasoning_tokens": 5},
            },
            Usage(calls=1, tokens_in=9, tokens_cached=4, tokens_out=7, tokens_thinking=5),
        ),
        (
            {
                "prompt_tokens": 9,
                "completion_tokens": 7,
                "prompt_tokens_details": {"cached_tokens": 40},
                "completion_tokens_details": None,
            },
            Usage(calls=1, tokens_in=9, tokens_cached=9, tokens_out=7),
        ),
        (None, Usage(calls=1, unmetered=1)),
        ({}, Usage(calls=1, unmetered=1)),
        ({"prompt_tokens": 9}, Usage(calls=1, unmetered=1)),
        ({"prompt_tokens": -9, "completion_tokens": 2}, Usage(calls=1, unmetered=1)),
        ({"prompt_tokens": 9.5, "completion_tokens": 2}, Usage(calls=1, unmetered=1)),
        ({"prompt_tokens": True, "completion_tokens": 2}, Usage(calls=1, unmetered=1)),
        ({"prompt_tokens": 1 << 60, "completion_tokens": 2}, Usage(calls=1, unmetered=1)),
        ("many", Usage(calls=1, unmetered=1)),
    ],
)
def test_what_an_answer_took_is_read_with_care(held: object, usage: Usage) -> None:
    """Counts are whole numbers from zero; no part is larger than the whole; else nobody counted."""
    assert _usage(held) == usage


@pytest.mark.parametrize(
    ("status", "is_passing"),
    [
        *((status, True) for status in (408, 409, 425, 429, 500, 501, 502, 503, 504, 529, 599)),
        *((status, False) for status in (201, 204, 301, 307, 400, 401, 403, 404, 413, 422, 499)),
    ],
)
def test_a_status_that_is_no_success_is_trouble(status: int, is_passing: bool) -> None:  # noqa: FBT001  # a row
    """Whatever its body says; only some are worth another try, and none has cost anything."""
    found = chat.read(status, {"retry-after": "3"}, json.dumps({"choices": CHOICES}).encode())

    assert isinstance(found, Trouble)
    assert (found.is_passing, found.may_cost) == (is_passing, False)
    assert found.wait == (3.0 if is_passing else None)


def test_a_request_has_one_spelling() -> None:
    """The order in which further fields are given does not matter."""
    one = chat.request("m", HELLO, Settings(extra={"top_p": 1, "min_p": 0}), 5)
    other = chat.request("m", HELLO, Settings(extra={"min_p": 0, "top_p": 1}), 5)

    assert one == other
    assert json.loads(one)["seed"] == 5


@pytest.mark.parametrize(
    ("extra", "most"),
    [
        ({}, 4096),
        ({"max_tokens": 5}, 5),
        ({"max_tokens": None, "max_completion_tokens": 7}, 7),
        ({"max_completion_tokens": 9000}, 9000),
        ({"max_tokens": None}, None),
        ({"max_tokens": "many"}, None),
    ],
)
def test_the_limit_of_an_answer_is_the_one_that_is_sent(
    extra: dict[str, Any], most: int | None
) -> None:
    """A further field takes the place of what the settings say."""
    assert chat.limit(Settings(extra=extra)) == most


def test_what_a_server_says_is_fit_for_a_terminal() -> None:
    """Marks that could steer a screen are written out, and a long text is cut."""
    found = chat.read(500, {}, b"\x1b[31m" + b"x" * 5000)

    assert isinstance(found, Trouble)
    assert found.reason.startswith(r"it answered 500: \x1b[31mxxx")
    assert len(found.reason) < 400
