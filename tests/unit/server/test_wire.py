from typing import Any

import pytest

from watchfloor.errors import BadInput, Busy, IllegalMove, NoSession, NotAllowed, UnknownName
from watchfloor.server import wire
from watchfloor.server.session import Wish


def test_a_move_is_written_as_the_reply_that_spells_it() -> None:
    """What a framework adds of its own does not reach the game."""
    action = {"move": "wait", "ticks": 2, "metadata": {}}

    assert wire.reply(action) == '{"move":"wait","ticks":2}'


def test_words_are_taken_as_they_are() -> None:
    """A model may say anything; whether it is a move is for the game to say."""
    assert wire.reply({"reply": "I think ..."}) == "I think ..."


@pytest.mark.parametrize(
    "action",
    [{}, {"action": "monitor"}, {"reply": 1}, {"reply": "x", "move": "wait"}, {"metadata": {}}],
)
def test_what_is_neither_move_nor_words_is_refused(action: dict[str, Any]) -> None:
    """A message that is no reply costs no turn."""
    with pytest.raises(BadInput, match="give a key 'move'"):
        wire.reply(action)


def test_an_action_without_a_bottom_is_refused() -> None:
    """Nesting ends somewhere."""
    action: dict[str, Any] = {"move": "wait"}
    for _ in range(100_000):
        action = {"move": action}

    with pytest.raises(BadInput, match="nested too deeply"):
        wire.reply(action)


def test_what_is_null_is_not_wished() -> None:
    """Clients that fill every field with null ask for nothing."""
    assert wire.wish({"seed": None, "split": None, "index": 3}) == Wish(index=3)


@pytest.mark.parametrize("options", [{"self": 1}, {"seed": "7"}, {"split": "secret"}])
def test_a_wish_that_cannot_be_read_is_refused(options: dict[str, Any]) -> None:
    """What is not known and what is of another kind is told in a sentence."""
    with pytest.raises(BadInput, match="the reset cannot be read"):
        wire.wish(options)


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (UnknownName("game", "x", ["y"]), 422),
        (BadInput("x"), 422),
        (IllegalMove("x"), 409),
        (NotAllowed("x"), 403),
        (NoSession("x"), 404),
        (Busy("x"), 429),
    ],
)
def test_a_mistake_of_a_client_is_told_as_such(error: Exception, status: int) -> None:
    """Every kind of mistake has a status below 500, and its own sentence."""
    found, told = wire.fault(error)

    assert (found.status, told.message) == (status, str(error))


def test_our_own_mistakes_say_nothing_of_themselves() -> None:
    """What goes wrong inside is for the operator to read."""
    found, told = wire.fault(KeyError("the answer key"))

    assert (found.status, told.message) == (500, wire.FAILED)
