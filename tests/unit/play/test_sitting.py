"""Tests of an episode that is driven from outside."""

import pytest

from watchfloor.agents import games
from watchfloor.errors import IllegalMove
from watchfloor.play.episode import Table
from watchfloor.play.game import Setting
from watchfloor.play.policy import Policy
from watchfloor.play.replay import divergence
from watchfloor.play.sitting import Sitting, outsider
from watchfloor.play.trajectory import START

GAME = games.find("logsentinel")
WAIT = '{"move": "wait", "ticks": 5}'
FAULTY = Policy(
    name="faulty", summary="Breaks down.", seat=lambda _role, _draws: lambda _seen: str(1 // 0)
)
GUESTS = {"me": outsider("me"), FAULTY.name: FAULTY}


def _sitting(*roles: str, others: str = "heuristic") -> Sitting:
    seats = {role: "me" if role in roles else others for role in GAME.roles}
    table = Table(Setting("easy", GAME.modes[0], 5), GAME.recipes["standard"], seats)
    return Sitting(GAME, table, roles, GUESTS)


def _waited(sitting: Sitting) -> Sitting:
    while sitting.role is not None:
        sitting.answer(WAIT)
    return sitting


def test_a_sitting_waits_for_its_outer_seats_and_for_no_other() -> None:
    """The others move by themselves, between the turns of ours."""
    sitting = _sitting("app_sre", "db_sre")
    asked = []
    while sitting.role is not None:
        asked.append((sitting.role, sitting.ask.observation.role))
        sitting.answer(WAIT)

    assert {role for role, _ in asked} == {"app_sre", "db_sre"}
    assert all(role == seen for role, seen in asked)


def test_what_was_driven_from_outside_replays() -> None:
    """It is a record like any other."""
    finished = _waited(_sitting("incident_commander")).finished
    assert finished is not None

    assert divergence(GAME, finished.trajectory, START) is None


def test_the_last_turn_is_that_of_an_outer_seat() -> None:
    """Whoever drives is told what became of its own reply, and not of somebody else's."""
    sitting = _sitting("db_sre")
    before = sitting.last
    sitting.answer("no move at all")
    turn = sitting.last
    _waited(sitting)

    assert before is None
    assert turn is not None
    assert (turn.role, turn.status) == ("db_sre", "malformed")
    assert sitting.last is not None
    assert (sitting.last.role, sitting.last.status) == ("db_sre", "ok")


def test_a_seat_that_is_never_asked_leaves_the_others_to_finish() -> None:
    """Without an outer seat the episode is over before anybody waits."""
    sitting = _sitting()

    assert (sitting.role, sitting.finished is not None) == (None, True)


def test_nobody_moves_after_the_end() -> None:
    """The sentence says how long the episode was."""
    sitting = _waited(_sitting("db_sre"))
    assert sitting.finished is not None
    turns = len(sitting.finished.trajectory.turns)
    with pytest.raises(IllegalMove) as caught:
        sitting.answer(WAIT)

    assert str(caught.value) == (
        f"the episode is over after turn {turns} and takes no reply; begin another one"
    )


def test_an_episode_whose_policy_failed_takes_no_more_replies() -> None:
    """It broke off, and says so from then on."""
    sitting = _sitting("incident_commander", others=FAULTY.name)
    with pytest.raises(ZeroDivisionError):
        sitting.answer(WAIT)
    with pytest.raises(IllegalMove) as caught:
        sitting.answer(WAIT)

    assert str(caught.value) == "the episode broke off and takes no reply; begin another one"
