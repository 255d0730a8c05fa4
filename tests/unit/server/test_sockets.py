import json
from typing import Any

import pytest

from watchfloor.agents import games
from watchfloor.play.tasks import Examination
from watchfloor.server.limits import Limits
from watchfloor.server.session import House, Session
from watchfloor.server.sockets import Hall

GAME = games.find("opensoc")
STEP = '{"type": "step", "data": {"move": "submit_triage", "action": "monitor"}}'
RESET = '{"type": "reset", "data": {"seed": 7, "episode_id": "mine"}}'


def _told(*frames: str, house: House | None = None) -> list[dict[str, Any]]:
    """Return what a session is told to *frames*."""
    found = House() if house is None else house
    hall, session = Hall(GAME, found, Limits()), Session(GAME, found)
    return [json.loads(hall._answer(session, frame) or b"null") for frame in frames]


def test_an_episode_is_told_frame_by_frame() -> None:
    """A reset and a step are answered with what is seen, the state with where it stands."""
    begun, state, ended = _told(RESET, '{"type": "state"}', STEP)

    assert (begun["type"], begun["data"]["reward"], begun["data"]["done"]) == (
        "observation",
        None,
        False,
    )
    assert (state["data"]["episode_id"], state["data"]["step_count"]) == ("mine", 0)
    assert (ended["data"]["done"], type(ended["data"]["reward"])) == (True, float)


def test_a_client_that_leaves_is_told_nothing() -> None:
    """The last message of a session has no answer."""
    assert _told('{"type": "close"}') == [None]


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (STEP, "EXECUTION_ERROR"),
        ("{", "INVALID_JSON"),
        ('{"type": "step"}', "INVALID_JSON"),
        ('{"type": "mcp", "data": {}}', "INVALID_JSON"),
        ('{"type": "reset", "data": {"seed": -1}}', "EXECUTION_ERROR"),
        ("[" * 100_000, "INVALID_JSON"),
    ],
)
def test_a_mistake_is_a_frame_with_its_code(frame: str, code: str) -> None:
    """What cannot be read and what cannot be done are told apart, and the session goes on."""
    wrong, begun = _told(frame, RESET)

    assert (wrong["type"], wrong["data"]["code"]) == ("error", code)
    assert begun["type"] == "observation"


def test_an_examination_tells_no_state() -> None:
    """Where a session stands is not for players."""
    (told,) = _told('{"type": "state"}', house=House(Examination(b"0123456789abcdef")))

    assert "shows no state" in told["data"]["message"]
