"""Tests of the environment for Gymnasium, against the library itself."""

import json
import math
import warnings
from collections.abc import Callable
from pathlib import Path

import gymnasium
import pytest
from gymnasium.utils.env_checker import check_env

from adapted import ONE_SEAT, Case, Driven, Replies, breaches, untold
from watchfloor.adapters.gymnasium import Environment
from watchfloor.errors import BadInput, IllegalMove

AWAY = """
from watchfloor.play.action import NoReply
from watchfloor.play.policy import Policy

GONE = NoReply("the line is dead")
POLICY = Policy(name="away", summary="Away.", seat=lambda _role, _draws: lambda _seen: GONE)
"""
MONITOR = '{"move": "submit_triage", "action": "monitor"}'


def drive(case: Case, replies: Replies) -> Driven:
    """Play *case* as a user of the library does, who calls reset and step."""
    environment = Environment(case.game, **case.options)
    view, info = environment.reset(seed=case.seed)
    shown, reward, is_over = list[str](), 0.0, False
    while not is_over:
        assert environment.observation_space.contains(view)
        told = [it.content for it in environment.messages()]
        shown.append("\n".join([*told, view["moves"], json.dumps(info), view["view"]]))
        view, reward, terminated, truncated, info = environment.step(replies(environment.role))
        is_over = terminated or truncated
    assert reward == info.get("points", 0.0)
    return Driven(shown, {environment.role: info})


def _mistaken(call: Callable[[], object], kind: type[Exception]) -> str:
    with pytest.raises(kind) as caught:
        call()
    return str(caught.value)


@pytest.mark.parametrize("case", ONE_SEAT, ids=str)
def test_the_contract_holds(case: Case) -> None:
    """An episode through the library is the one that our own driver plays, and tells no truth."""
    assert list(breaches(drive, case)) == []


def test_a_callers_mistake_is_a_sentence() -> None:
    """Whatever is asked for by a wrong name is told with the right ones."""
    assert list(untold(lambda game, options: Environment(game, **options))) == []


@pytest.mark.parametrize("game", ["opensoc", "logsentinel"])
def test_the_checker_of_the_library_is_content(game: str) -> None:
    """A registered game passes `check_env` without a warning."""
    environment = gymnasium.make(f"watchfloor/{game}", render_mode="ansi")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        check_env(environment.unwrapped)

    assert environment.unwrapped.render_mode == "ansi"


def test_many_environments_can_be_stepped_as_one() -> None:
    """A vector of the library gives each its own world and its own record."""
    vector = gymnasium.make_vec("watchfloor/opensoc", num_envs=2, vectorization_mode="sync")
    views, _ = vector.reset(seed=5)
    *_, terminated, _, infos = vector.step([MONITOR, MONITOR])
    alone = Environment("opensoc")
    view, _ = alone.reset(seed=6)
    told = alone.step(MONITOR)[4]

    assert views["view"][1] == view["view"]
    assert list(terminated) == [True, True]
    assert infos["record"][1] == told["record"]


def test_a_seat_can_be_taken_in_a_game_of_somebody_else() -> None:
    """The folder of a game serves as its name."""
    environment = Environment("tests/games/lookout", roles="keeper")
    view, _ = environment.reset(seed=7)

    assert view["view"].startswith("keeper, turn ")
    assert view["moves"] == "ask, decide"


def test_without_a_seed_the_next_world_is_drawn_from_the_last_seed() -> None:
    """Whoever seeds once gets the same worlds in the same order."""
    views = []
    for _ in range(2):
        environment = Environment("opensoc")
        environment.reset(seed=5)
        views.append([environment.reset()[0]["view"] for _ in range(2)])

    assert views[0] == views[1]
    assert views[0][0] != views[0][1]


def test_what_is_seen_can_be_rendered() -> None:
    """Rendering gives the view as text, and nothing after the end."""
    environment = Environment("opensoc", render_mode="ansi")
    view, _ = environment.reset(seed=5)
    before = environment.render()
    environment.step(MONITOR)

    assert before == view["view"]
    assert environment.render() == ""


def test_nothing_is_played_before_a_reset_or_after_the_end() -> None:
    """A step that nobody asked for is refused, and nobody is paid for it."""
    environment = Environment("opensoc")
    early = _mistaken(lambda: environment.step(MONITOR), IllegalMove)
    environment.reset(seed=5)
    environment.step(MONITOR)
    late = _mistaken(lambda: environment.step(MONITOR), IllegalMove)

    assert early == "no episode has been opened, expected one that goes on; call reset"
    assert late == "the episode is over, expected one that goes on; call reset"


def test_an_action_that_is_no_text_is_the_callers_mistake() -> None:
    """It is told in a sentence, and the episode waits for another."""
    environment = Environment("opensoc")
    environment.reset(seed=5)
    told = _mistaken(lambda: environment.step(3), BadInput)  # type: ignore[arg-type]  # on purpose
    _, _, terminated, _, info = environment.step(MONITOR)

    assert told == "found a reply that is int, expected text; give a move as JSON"
    assert (terminated, info["turns"]) == (True, 1)


def test_one_seat_is_taken_and_no_more() -> None:
    """Several seats are refused, with the seats that were found."""
    told = _mistaken(lambda: Environment("opensoc", roles="all"), BadInput)

    assert told == (
        "one seat is played from outside here, and found attacker, defender; "
        "name one of them in roles"
    )


def test_an_episode_that_ends_before_the_seat_is_asked_is_over_at_the_first_step() -> None:
    """The seat sees nothing, whatever it says is not played, and there is no verdict on it."""
    environment = Environment("opensoc", mode="self_play", others="random")
    view, begun = environment.reset(seed=5)
    _, reward, terminated, _, info = environment.step(MONITOR)

    assert (view, begun) == ({"moves": "", "view": ""}, {})
    assert (reward, terminated, info["turns"], "points" in info) == (0.0, True, 1, False)


def test_an_episode_in_which_another_seat_has_no_reply_is_cut_and_not_scored(
    tmp_path: Path,
) -> None:
    """Its reward is no number, since nothing was found out, and what failed is said."""
    policy = tmp_path / "away.py"
    policy.write_text(AWAY)
    environment = Environment("opensoc", mode="self_play", others=str(policy))
    environment.reset(seed=5)
    _, reward, terminated, truncated, info = environment.step(MONITOR)

    assert (math.isnan(reward), terminated, truncated) == (True, False, True)
    assert (info["no_reply"], "points" in info) == ("the line is dead", False)
