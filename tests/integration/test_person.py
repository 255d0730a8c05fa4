"""A person in a seat: words typed at a terminal, moves in the record."""

import io
import sys

import pytest

from integration.terminal import LOOKOUT, call, run
from watchfloor.agents.games import find, shipped
from watchfloor.agents.guest import seated_at
from watchfloor.agents.guests import GUESTS
from watchfloor.play.policy import Policy

ROUND = "point log-17,log-18,log-20\ndecide attacked 192.0.2.6\n"


def _typed(monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    monkeypatch.setattr(sys, "stdin", io.StringIO(text))


def test_a_person_can_play_every_seat(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a person types is played, and told as anybody else's moves are."""
    _typed(monkeypatch, ROUND)
    done = call("play", LOOKOUT, "--seed", "7", "--team", "person")

    assert done.status == 0
    assert "seats   keeper: person, spotter: person\n" in done.out
    assert '  > {"gate":"attacked","move":"decide","origin":"192.0.2.6"}\n    ok\n' in done.out


def test_a_person_sees_what_the_seat_sees_and_no_more(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log is the spotter's: a person who keeps the gate is not shown it."""
    _typed(monkeypatch, "decide attacked\n")
    done = call("play", LOOKOUT, "--seed", "7", "--keeper", "person", "--spotter", "heuristic")

    assert "people who work here" in done.err
    assert "log of the gate" not in done.err


def test_a_slip_of_the_pen_costs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line that is no move is answered with why, an empty one is passed over."""
    _typed(monkeypatch, f"point\n\n?\n{ROUND}")
    done = call("play", LOOKOUT, "--seed", "7", "--team", "person")

    assert "that is no move: Object missing required field `lines`\n" in done.err
    assert "  point lines\n" in done.err
    assert "malformed              0" in done.out


def test_who_leaves_is_not_scored() -> None:
    """An episode that its player left counts for nothing; the exit status is that of a result."""
    done = run("play", LOOKOUT, "--seed", "7", "--team", "person")

    assert done.status == 0
    assert done.out.endswith("no reply, so nothing is scored: the person has left\n")


@pytest.mark.parametrize("name", shipped())
def test_every_guest_can_sit_down_at_every_game(name: str) -> None:
    """A guest is a policy under its own name, with a player for each role."""
    game = find(name)
    for guest, policy in seated_at(game, GUESTS).items():
        assert isinstance(policy, Policy)
        assert policy.name == guest
        assert policy.name not in game.policies
