"""Tests of the environments for TRL, driven as its trainer drives them, without it."""

import inspect
import json
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from adapted import ONE_SEAT, TELLING, Case, Driven, Replies, breaches, recorded, untold
from watchfloor.adapters.arrangement import Options, arranged, one_role
from watchfloor.adapters.trl import OVER, Seat, environment, environments, rows
from watchfloor.agents import games, unwrapping
from watchfloor.agents.backend import Call
from watchfloor.errors import BadInput, IllegalMove
from watchfloor.play import tasks
from watchfloor.play.action import name_of

AWAY = """
from watchfloor.play.action import NoReply
from watchfloor.play.policy import Policy

POLICY = Policy(name="away", summary="Away.", seat=lambda role, draws: lambda seen: NoReply("away"))
"""
SEATS = (
    *ONE_SEAT,
    *(
        Case("logsentinel", Options(scenario="medium", roles=role))
        for role in ("incident_commander", "app_sre", "security_analyst")
    ),
)


def _tools(seat: Seat) -> dict[str, Any]:
    """Return the tools of *seat* as the trainer finds them."""
    found = inspect.getmembers(type(seat), predicate=inspect.isfunction)
    hidden = ("reset", "get_reward")
    return {name: getattr(seat, name) for name, _ in found if name[0] != "_" and name not in hidden}


def _call(reply: str) -> Call | None:
    """Return the call of a tool that *reply* is, if it is one move and nothing else."""
    try:
        values = json.loads(reply)
    except ValueError:
        return None
    return Call(values.pop("move"), json.dumps(values)) if "move" in values else None


@pytest.mark.parametrize("case", SEATS, ids=str)
def test_the_contract_holds(case: Case) -> None:
    """An episode of tool calls is the one that our own driver plays, and tells no truth."""
    role = one_role(arranged(case.game, **case.options))
    made = environment(case.game, **case.options)
    tools = list(_tools(made()))

    def spelled(reply: str) -> str:
        call = _call(reply)
        is_tool = call is not None and call.name in tools
        return unwrapping.move(
            call if call and is_tool else Call(tools[0], json.dumps({"x": reply}))
        )

    def drive(case: Case, replies: Replies) -> Driven:
        seat = made()
        told = [seat.reset(**rows(case.seed)[0])]
        shown = list[str]()
        while told[-1] != OVER:
            shown.append("\n".join(told))
            call = _call(replies(role))
            assert call is not None
            told.append(_tools(seat)[call.name](**json.loads(call.arguments)))
        assert seat.ending is not None
        found = seat.ending.info(role)
        assert seat.get_reward() == found.get("points", 0)
        return Driven(shown, {role: found})

    assert list(breaches(drive, case, spelled)) == []


def test_a_callers_mistake_is_a_sentence() -> None:
    """Whatever is asked for by a wrong name is told with the right ones."""
    assert list(untold(lambda game, options: environment(game, **options))) == []


@pytest.mark.parametrize("game", games.shipped())
def test_every_seat_has_its_moves_as_tools(game: str) -> None:
    """A tool is named like its move, takes its values and says what each of them may be."""
    found = games.find(game)
    options = Options(mode="self_play") if "self_play" in found.modes else Options()
    for role, made in environments(game, **options).items():
        tools = _tools(made())

        assert list(tools) == sorted(map(name_of, found.roles[role].moves))
        for tool in tools.values():
            for name, parameter in inspect.signature(tool).parameters.items():
                assert f"\n    {name}: " in tool.__doc__
                assert parameter.annotation is not inspect.Parameter.empty


def test_a_choice_is_told_as_one() -> None:
    """The five answers of triage are the only ones that the schema of the tool allows."""
    tool = _tools(environment("opensoc")())["submit_triage"]
    annotation = inspect.signature(tool).parameters["action"].annotation

    assert get_origin(annotation) is Literal
    assert "escalate" in get_args(annotation)


def test_what_is_no_move_costs_a_turn() -> None:
    """A value that the move does not have is the model's mistake, and is recorded as malformed."""
    seat = environment("opensoc", scenario="stage1_basic")()
    seat.reset(seed=5)
    _tools(seat)["submit_triage"](verdict="monitor")
    assert seat.ending is not None

    assert seat.ending.trajectory.turns[-1].status == "malformed"


def test_no_tool_goes_on_after_the_end() -> None:
    """The trainer's loop does not know of an end, so that the tool has to say it."""
    seat = environment("opensoc")()
    seat.reset(seed=5)
    tool = _tools(seat)["submit_triage"]
    tool(action="monitor")
    with pytest.raises(IllegalMove, match="the episode is over and takes no move; stop here"):
        tool(action="escalate")

    assert seat.get_reward() == seat.get_reward()


@pytest.mark.parametrize("case", SEATS, ids=str)
def test_who_stops_before_the_end_is_silent_until_then(case: Case) -> None:
    """A model that calls no tool is paid as one that says nothing at every turn."""
    seat = environment(case.game, **case.options)()
    seat.reset(seed=case.seed)
    points = seat.get_reward()
    assert seat.ending is not None
    role = one_role(arranged(case.game, **case.options))
    statuses = [it.status for it in seat.ending.trajectory.turns if it.role == role]

    assert points == seat.ending.points(role)
    assert statuses[-1] == "malformed"


def test_several_rollouts_do_not_touch() -> None:
    """Instances of one class play episodes of their own, even turn by turn."""
    made = environment("logsentinel", scenario="easy", roles="db_sre")
    together = [made() for _ in range(3)]
    told = [[seat.reset(seed=7) for seat in together]]
    told += [[seat.wait(ticks=2) for seat in together] for _ in range(2)]  # type: ignore[attr-defined]  # a tool

    assert all(len(set(views)) == 1 for views in told)
    assert len({seat.get_reward() for seat in together}) == 1


def test_an_instance_is_used_again() -> None:
    """The trainer keeps a pool and resets what it has, for any row."""
    seat = environment("opensoc")()
    first = seat.reset(seed=5)
    seat.get_reward()
    other = seat.reset(seed=5, scenario="stage2_multi", mode="casework", environment=None)

    assert seat.reset(seed=5, scenario=None) == first
    assert other != first


def test_a_row_without_a_world_is_told() -> None:
    """Rollouts of a group have to share a world, so that none is drawn in silence."""
    with pytest.raises(BadInput, match="the row has neither a seed nor an index"):
        environment("opensoc")().reset()


def test_a_row_may_name_a_task_of_a_split() -> None:
    """A number of a split opens the world that a server gives for it, with its scenario."""
    game = games.find("opensoc")
    seat = environment("opensoc")()
    (row,) = rows("6", split="validation")
    seat.reset(**row)
    seat.get_reward()
    assert seat.ending is not None
    setting = tasks.setting(game, tasks.task(game, "validation", 6), None)

    assert seat.ending.trajectory.header.setting == setting
    with pytest.raises(BadInput, match="the row has both a seed and an index"):
        seat.reset(**row, seed=5)


def test_nothing_moves_before_the_first_row() -> None:
    """A tool that is called too early says what is missing."""
    with pytest.raises(IllegalMove, match="there is no episode yet; reset before the first move"):
        _tools(environment("opensoc")())["submit_triage"](action="monitor")


def test_who_could_not_be_asked_is_not_scored(tmp_path: Path) -> None:
    """If another seat has no reply there is no reward, which the trainer leaves out of the mean."""
    file = tmp_path / "away.py"
    file.write_text(AWAY)
    options = Options(mode="self_play", roles="attacker")
    attack = json.loads(recorded(Case("opensoc", options))("attacker"))
    options["others"] = f"{file}:POLICY"
    seat = environment("opensoc", **options)()
    seat.reset(**rows(TELLING)[0])
    _tools(seat)[attack.pop("move")](**attack)
    assert seat.ending is not None

    assert seat.ending.no_reply == "away"
    assert seat.get_reward() is None
