"""Tests of the environments for PettingZoo, against the library itself."""

import json
import warnings
from collections.abc import Iterator
from typing import Any

import pytest
from pettingzoo.test import api_test, parallel_api_test, parallel_seed_test, seed_test

from adapted import ALL_SEATS, Case, Driven, Replies, breaches, untold
from watchfloor.adapters.arrangement import Options
from watchfloor.adapters.pettingzoo import Environment, Parallel
from watchfloor.errors import BadInput, IllegalMove

MODES = (
    ("opensoc", "defender_only"),
    ("opensoc", "self_play"),
    ("opensoc", "casework"),
    ("logsentinel", "sequential"),
    ("logsentinel", "parallel"),
)
WAIT = '{"move": "wait", "ticks": 5}'


@pytest.fixture
def _without_advice() -> Iterator[None]:
    """Leave out what the library thinks of names and spaces; what is wrong raises."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        yield


def drive(case: Case, replies: Replies) -> Driven:
    """Play *case* as a user of the library does, who steps agent after agent."""
    environment = Environment(case.game, **case.options)
    environment.reset(seed=case.seed)
    shown, told = [], {}
    for agent in environment.agent_iter():
        view, reward, terminated, truncated, info = environment.last()
        assert environment.observation_space(agent).contains(view)
        if terminated or truncated:
            assert reward == info.get("points", 0.0)
            told[agent] = info
            environment.step(None)
        else:
            shown.append("\n".join([view["moves"], json.dumps(environment.infos), view["view"]]))
            environment.step(replies(agent))
    return Driven(shown, told)


@pytest.mark.parametrize(
    "case", [*ALL_SEATS[:2], pytest.param(ALL_SEATS[2], marks=pytest.mark.slow)], ids=str
)
def test_the_contract_holds(case: Case) -> None:
    """An episode through the library is the one that our own driver plays, and tells no truth."""
    assert list(breaches(drive, case)) == []


def test_a_callers_mistake_is_a_sentence() -> None:
    """Whatever is asked for by a wrong name is told with the right ones."""
    seated = Options(roles="defnder"), Options(others="nobody")
    unasked = list(untold(lambda game, options: Environment(game, **options)))

    assert unasked == [
        f"{it}: every seat is an agent here; leave roles and others out" for it in seated
    ]


@pytest.mark.usefixtures("_without_advice")
@pytest.mark.parametrize(("game", "mode"), MODES)
def test_the_checks_of_the_library_pass(game: str, mode: str) -> None:
    """A game in turns passes `api_test` and `seed_test`."""
    api_test(Environment(game, mode=mode), num_cycles=30)
    seed_test(lambda: Environment(game, mode=mode), num_cycles=10)


@pytest.mark.usefixtures("_without_advice")
def test_the_checks_of_the_library_pass_where_all_move_at_once() -> None:
    """A game at once passes `parallel_api_test` and `parallel_seed_test`."""
    parallel_api_test(Parallel("logsentinel"), num_cycles=30)
    parallel_seed_test(lambda: Parallel("logsentinel"), num_cycles=10)


def test_moves_at_once_are_those_of_a_game_in_turn() -> None:
    """What all say at once is recorded as when they say it one after the other."""
    at_once, in_turn = Parallel("logsentinel"), Environment("logsentinel", mode="parallel")
    views, _ = at_once.reset(seed=5)
    first = views["incident_commander"]
    told: dict[str, Any] = {}
    rewards: dict[str, float] = {}
    while at_once.agents:
        replies = dict.fromkeys(at_once.agents, WAIT)
        _, rewards, _, _, infos = at_once.step(replies)
        told = infos["db_sre"]
    in_turn.reset(seed=5)
    again = in_turn.observe("incident_commander")
    while "hash" not in in_turn.infos["db_sre"]:
        in_turn.step(WAIT)

    assert first == again
    assert told == in_turn.infos["db_sre"]
    assert rewards == dict.fromkeys(rewards, told["points"])


def test_only_a_game_that_moves_at_once_can_be_played_so() -> None:
    """Another mode is refused, and so is a game that has none."""
    with pytest.raises(BadInput) as caught:
        Parallel("logsentinel", mode="sequential")

    assert str(caught.value) == "in mode 'sequential' seats move in turn; use mode 'parallel'"


def test_everybody_has_to_answer_at_once() -> None:
    """An agent that is left out is named, and nothing has been played."""
    environment = Parallel("logsentinel")
    views, _ = environment.reset(seed=5)
    with pytest.raises(BadInput) as caught:
        environment.step({"app_sre": WAIT, "db_sre": WAIT, "incident_commander": WAIT})
    after, *_ = environment.step(dict.fromkeys(environment.agents, WAIT))

    assert str(caught.value) == (
        "no reply of security_analyst, expected one of every agent; add it"
    )
    assert "turn 5" in after["incident_commander"]["view"]
    assert "turn 1" in views["incident_commander"]["view"]


def test_nothing_is_played_before_a_reset_or_after_the_end() -> None:
    """A step that nobody asked for is refused in a sentence."""
    in_turn, at_once = Environment("opensoc"), Parallel("logsentinel")
    in_turn.reset(seed=5)
    in_turn.close()
    told = []
    for step in (
        lambda: in_turn.step(WAIT),
        lambda: at_once.step({}),
        lambda: Environment("opensoc").step(WAIT),
    ):
        with pytest.raises(IllegalMove) as caught:
            step()
        told.append(str(caught.value))

    assert told == ["no episode goes on, expected one that does; call reset"] * 3


def test_an_agent_that_is_done_says_nothing() -> None:
    """A reply after the end is refused, and names whose it was."""
    environment = Environment("opensoc")
    environment.reset(seed=5)
    environment.step('{"move": "submit_triage", "action": "monitor"}')
    with pytest.raises(IllegalMove) as caught:
        environment.step("once more")

    assert str(caught.value) == (
        f"found a reply of {environment.agent_selection!r}, which is done, expected None; give that"
    )
