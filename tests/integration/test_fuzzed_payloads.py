"""Spoiled replies: each is malformed or turned away with a reason, and nothing else happens."""

from collections.abc import Callable
from functools import partial

import msgspec
import pytest

from watchfloor.audit.payloads import (
    ANSWERED,
    CRAFTED,
    TIMES,
    spoiled_answer,
    spoiled_incident,
)
from watchfloor.opensoc import crafting
from watchfloor.opensoc.admission import FAULT
from watchfloor.opensoc.game import GAME
from watchfloor.opensoc.gates import GATES
from watchfloor.play.action import LONGEST_REPLY, Malformed, parse
from watchfloor.play.episode import Ask, Table
from watchfloor.play.game import Setting
from watchfloor.play.observation import Observation
from watchfloor.play.seating import play
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Seed, Stream

STANDARD = GAME.recipes["standard"]
SEATS = dict.fromkeys(GAME.roles, "scripted")
QUICK, LONG = 400, 10_000


def _played(mode: str, number: int, reply: Callable[[Observation, Stream], str]) -> Trajectory:
    """Return the episode in which whoever is asked first gives *reply*."""
    draw = Seed.of("fuzz", mode, number).stream()
    table = Table(Setting("stage4_adversarial", mode, number), STANDARD, SEATS)

    def answered(ask: Ask[object]) -> str:
        assert ask.observation.turn == 1, "a spoiled reply was let through"
        return reply(ask.observation, draw)

    return play(GAME, table, dict.fromkeys(GAME.roles, answered))


def _is_one_line(text: str) -> bool:
    return bool(text) and text.isprintable() and len(text) < 700


def _is_turned_away(played: Trajectory) -> bool:
    """Return whether *played* ends after one reply, with a named reason that fits in a line."""
    (turn,) = played.turns
    if turn.status == "malformed":
        return _is_one_line(turn.note) and turn.note == _misread(turn.role, turn.reply)
    found = played.end.verdicts[0]
    gate, sentence = str(found["gate"].value), str(found["rejected"].value)
    return turn.status == "refused" and gate in GATES and _is_one_line(sentence) and not turn.note


def _misread(role: str, reply: str) -> str:
    """Return what a parser that knows no state says about *reply*, so that nothing leaks."""
    move = parse(reply, GAME.roles[role].moves)
    return move.reason if isinstance(move, Malformed) else ""


def _crafts_are_turned_away(count: int) -> None:
    names = tuple(CRAFTED)
    for number in range(count):
        name = names[number % len(names)]
        played = _played("self_play", number, partial(spoiled_incident, name))

        assert _is_turned_away(played), (name, number, played.turns[0])
        assert len(played.turns[0].reply) <= LONGEST_REPLY + 1
        assert played.end.rewards[0].total < 0
        assert [verdict.role for verdict in played.end.verdicts] == ["attacker"]


def _answers_are_turned_away(count: int) -> None:
    names = tuple(ANSWERED)
    for number in range(count):
        name = names[number % len(names)]
        played = _played("defender_only", number, partial(spoiled_answer, name))

        assert played.turns[0].status == "malformed", (name, number, played.turns[0])
        assert _is_turned_away(played), (name, number, played.turns[0])
        assert played.end.rewards[-1].total == min(
            row.weight for row in STANDARD.tables["defender"]
        )


def test_a_spoiled_incident_is_turned_away() -> None:
    """Whatever is wrong with it, there is a reason, no defender is asked, and it costs."""
    _crafts_are_turned_away(QUICK)


def test_a_spoiled_answer_is_malformed() -> None:
    """Whatever is wrong with it, there is a reason that says nothing of the truth."""
    _answers_are_turned_away(QUICK // 4)


@pytest.mark.slow
def test_ten_thousand_spoiled_incidents_are_turned_away() -> None:
    """What holds for a few holds for many."""
    _crafts_are_turned_away(LONG)


@pytest.mark.slow
def test_ten_thousand_spoiled_answers_are_malformed() -> None:
    """What holds for a few holds for many."""
    _answers_are_turned_away(LONG)


@pytest.mark.parametrize("stamp", TIMES)
def test_an_odd_time_is_turned_away(stamp: str) -> None:
    """A time is read in one form, and counts if it lies in the window."""

    def reply(seen: Observation, draw: Stream) -> str:
        move = msgspec.to_builtins(crafting.scripted(seen, draw))
        move["events"][0]["timestamp"] = stamp
        return str(msgspec.json.encode(move), "utf-8")

    played = _played("self_play", 7, reply)

    assert (
        played.turns[0].status == "malformed" or played.end.verdicts[0]["gate"].value == "in_time"
    )


def test_the_name_of_a_fault_is_no_gate() -> None:
    """So that a check which breaks down is never taken for an objection."""
    assert FAULT not in GATES
