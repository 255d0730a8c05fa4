from typing import Any

import pytest

from watchfloor.agents import games
from watchfloor.errors import BadInput, IllegalMove, NoSession, NotAllowed, UnknownName
from watchfloor.play.tasks import SPLITS, Examination
from watchfloor.server import wire
from watchfloor.server.limits import Limits
from watchfloor.server.lobby import Lobby
from watchfloor.server.routes import (
    Batch,
    Desk,
    GameList,
    ResetRequest,
    SessionRequest,
    StepRequest,
    Turned,
)
from watchfloor.server.session import House

GAMES = {name: games.find(name) for name in games.shipped()}
ANSWER: dict[str, Any] = {"move": "submit_triage", "action": "monitor"}
SECRET = House(Examination(b"0123456789abcdef"))


@pytest.fixture
def desk() -> Desk:
    """Return the desk of an empty lobby."""
    return Desk(Lobby(GAMES, House(), Limits(sessions=4, batch=4)))


@pytest.fixture
def examination() -> Desk:
    """Return the desk of an examination."""
    return Desk(Lobby(GAMES, SECRET, Limits()))


def _ended(desk: Desk) -> str:
    """Return the session of an episode that has ended."""
    name = desk.reset(ResetRequest(game="opensoc", seed=7)).session
    desk.step(StepRequest(name, ANSWER))
    return name


def test_a_session_is_played_by_its_name(desk: Desk) -> None:
    """A reset opens a session, a step moves in it, and its grade adds up to the reward."""
    begun = desk.reset(ResetRequest(game="opensoc", seed=7, episode_id="mine"))
    ended = desk.step(StepRequest(begun.session, ANSWER))
    grade = desk.grade(SessionRequest(begun.session))

    assert (begun.reward, begun.done, begun.episode_id) == (None, False, "mine")
    assert (ended.done, ended.reward) == (True, grade.rewards[0].total / 1_000_000)


def test_a_named_session_is_used_again(desk: Desk) -> None:
    """Another reset of a session takes no further place."""
    name = _ended(desk)
    again = desk.reset(ResetRequest(session=name))

    assert again.session == name
    assert desk.health().sessions == 1


def test_a_refused_reset_takes_no_place(desk: Desk) -> None:
    """A session that could not begin is not kept."""
    with pytest.raises(BadInput):
        desk.reset(ResetRequest(game="opensoc", seed=-1))

    assert desk.health().sessions == 0


def test_a_session_plays_one_game(desk: Desk) -> None:
    """The game of a session is not changed by a reset."""
    name = _ended(desk)

    with pytest.raises(BadInput, match="the session plays 'opensoc'"):
        desk.reset(ResetRequest(session=name, game="logsentinel"))


def test_there_is_no_grade_before_the_end(desk: Desk) -> None:
    """The verifier speaks when the episode is over."""
    name = desk.reset(ResetRequest(game="opensoc", seed=7)).session

    with pytest.raises(IllegalMove, match="not over"):
        desk.grade(SessionRequest(name))


def test_a_closed_session_is_gone(desk: Desk) -> None:
    """Its name leads nowhere."""
    name = _ended(desk)
    desk.close(SessionRequest(name))

    with pytest.raises(NoSession):
        desk.step(StepRequest(name, ANSWER))


def test_a_batch_does_everything_in_its_place(desk: Desk) -> None:
    """Resets and steps of many sessions come in one message, and a mistake stops no other."""
    name = desk.reset(ResetRequest(game="opensoc", seed=7)).session
    begin = {"game": "opensoc", "seed": 8}
    asked = ({"session": name, "action": ANSWER}, {"session": "x", "action": ANSWER}, begin)
    ended, wrong, begun = desk.batch(Batch(asked)).results

    assert isinstance(ended, Turned)
    assert isinstance(wrong, wire.Problem)
    assert isinstance(begun, Turned)
    assert (ended.done, wrong.error.code, begun.done) == (True, "no_session", False)


def test_a_batch_has_an_end(desk: Desk) -> None:
    """More requests than are taken at once are refused whole."""
    with pytest.raises(BadInput, match="give 4 at most"):
        desk.batch(Batch(tuple({} for _ in range(5))))


@pytest.mark.parametrize(
    ("query", "kind"),
    [
        ({"game": "opensok"}, UnknownName),
        ({"split": "test"}, UnknownName),
        ({"game": "opensoc", "split": "x"}, UnknownName),
        ({"game": "opensoc", "start": "-1"}, BadInput),
        ({"game": "opensoc", "seed": "1"}, UnknownName),
    ],
)
def test_tasks_are_asked_for_by_what_there_is(
    desk: Desk, query: dict[str, str], kind: type[Exception]
) -> None:
    """An unknown name, number or parameter is told."""
    with pytest.raises(kind):
        desk.tasks(query)


def test_whoever_asks_for_no_game_is_told_the_games(desk: Desk) -> None:
    """The first question of a stranger has an answer: what is there, and how many tasks it has."""
    found = desk.tasks({})

    assert isinstance(found, GameList)
    assert [it.game for it in found.games] == list(games.shipped())
    assert {it["name"] for it in found.games[0].splits} == set(SPLITS)


@pytest.mark.parametrize("query", [{}, {"game": "opensoc"}])
def test_an_examination_shows_its_commitment_and_no_state(
    examination: Desk, query: dict[str, str]
) -> None:
    """Players see what the worlds are committed to, and nothing of a session."""
    name = _index(examination)

    assert examination.tasks(query).commitment == Examination(b"0123456789abcdef").commitment
    with pytest.raises(NotAllowed, match="shows no state"):
        examination.state({"session": name})


def test_the_grade_of_an_examination_is_a_number(examination: Desk) -> None:
    """Neither facts nor shares, which would say what is true, are told."""
    name = _index(examination)
    examination.step(StepRequest(name, ANSWER))
    grade = examination.grade(SessionRequest(name))

    assert grade.verdicts == ()
    assert [it.shares for it in grade.rewards] == [()]


def _index(desk: Desk) -> str:
    return desk.reset(ResetRequest(game="opensoc", split="test", index=3)).session
