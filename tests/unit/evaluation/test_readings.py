"""What is read of the last state of an episode."""

from typing import Any

import msgspec
import pytest

import results
import warroom
from watchfloor.evaluation.metric import Share
from watchfloor.evaluation.metrics import METRICS
from watchfloor.evaluation.readings import READINGS
from watchfloor.evaluation.readings.logsentinel import READING as WARROOM
from watchfloor.evaluation.readings.opensoc import READING as TRIAGE
from watchfloor.logsentinel import game as warroom_game
from watchfloor.logsentinel.state import State
from watchfloor.opensoc import game as triage_game
from watchfloor.opensoc import worth
from watchfloor.play.episode import Finished, Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.seating import played_out, seated
from watchfloor.play.trajectory import Trajectory

TRIAGED = triage_game.GAME
ROOM = warroom_game.GAME
NOBODY = played_out(
    ROOM,
    Table(Setting("easy", "sequential", 1), ROOM.recipes["standard"], {}),
    seated(
        ROOM,
        Table(
            Setting("easy", "sequential", 1),
            ROOM.recipes["standard"],
            dict.fromkeys(ROOM.roles, "sleep"),
        ),
    ),
).trajectory
"""A trajectory in which nothing was refused, for states that are made by hand."""


def finished(game: Game[Any], setting: Setting, policy: str) -> Finished[Any]:
    """Return the episode of *setting* with *policy* in every seat."""
    table = Table(setting, game.recipes["standard"], dict.fromkeys(game.roles, policy))
    return played_out(game, table, seated(game, table))


def triaged(policy: str, seed: int, mode: str = "defender_only") -> dict[str, Any]:
    """Return the reading of an alert that *policy* answered."""
    found = finished(TRIAGED, Setting("stage3_mixed", mode, seed), policy)
    return TRIAGE.take(found.state, found.trajectory)


def of_room(state: State, trajectory: Trajectory = NOBODY) -> dict[str, Any]:
    """Return the reading of a war-room that ended in *state*."""
    return WARROOM.take(state, trajectory)


@pytest.mark.parametrize("game", [TRIAGED, ROOM], ids=["opensoc", "logsentinel"])
def test_a_reading_is_plain_json_in_every_scenario_and_mode(game: Game[Any]) -> None:
    """It goes into a line and comes back as it was."""
    for scenario in game.scenarios:
        for mode in game.modes:
            for policy in ("random", "oracle"):
                found = finished(game, Setting(scenario, mode, 3), policy)
                taken = READINGS[game.name].take(found.state, found.trajectory)

                assert msgspec.json.decode(msgspec.json.encode(taken)) == taken


def test_every_answer_is_read_beside_the_truth() -> None:
    """Who escalates whatever comes is right where that is right, and pays what it costs."""
    for seed in range(12):
        taken = triaged("always_escalate", seed)

        assert taken["right"] == (taken["truth"] == "escalate")
        assert taken["cost"] == worth.COSTS[taken["truth"]]["escalate"]
        assert taken["least_cost"] == worth.COSTS[taken["truth"]][taken["truth"]]
        assert not taken["too_little"]
        assert not taken["orders"]


def test_dismissing_is_too_little_where_anything_is_hostile() -> None:
    """An attacker who is past the door has won where nothing is done."""
    for seed in range(12):
        taken = triaged("always_dismiss", seed)

        assert taken["too_little"] == taken["malicious"]
        assert taken["attacker_succeeded"] == (taken["truth"] not in {"dismiss", "monitor"})


def test_containing_is_an_order() -> None:
    """A machine that is cut off is an order: right, harmful, or wrong and needed elsewhere."""
    for seed in range(12):
        taken = triaged("always_quarantine", seed)
        (order,) = taken["orders"]

        assert order["name"] == "quarantine_host"
        assert order["right"] == (taken["truth"] == "quarantine_host")
        assert order["harmful"] == (taken["truth"] == "dismiss")


def test_the_oracle_has_right_citations_and_nothing_to_hide() -> None:
    """Whoever knows the truth proves it, in every mode."""
    for mode in TRIAGED.modes:
        taken = triaged("oracle", 5, mode)

        assert (taken["right"], taken["citation"], taken["flags"]) == (True, 1.0, [])


def test_what_an_attacker_crafted_is_read_apart() -> None:
    """In self-play the gate and the brief are read beside the answer."""
    taken = triaged("random", 2, "self_play")

    assert set(taken["attacker"]) >= {"admitted", "gate", "asked", "learnability"}
    assert ("truth" in taken) == taken["attacker"]["admitted"]


def test_an_incident_is_read_with_its_times() -> None:
    """A full disk that began at 2 is found, graded, expanded, looked at and reported."""
    taken = of_room(warroom.full_disk())
    (incident,) = taken["incidents"]
    times = [incident[name] for name in ("began", "detected", "acknowledged", "mitigated")]

    assert (incident["kind"], incident["service"]) == ("disk_full", "primary")
    assert times == sorted(times)
    assert incident["mitigated"] == incident["ended"]
    assert (incident["claimed"], incident["proven"], incident["blind"]) == (True, True, False)
    assert taken["passed"]
    assert taken["decision"] == "disk_full on primary"


def test_a_recovery_is_verified_by_the_first_look_after_it_if_the_last_found_it_well() -> None:
    """Who looks while the disk is still recovering has verified nothing."""
    done = warroom.mitigated(
        warroom.proposed("disk_full", "primary", "db_sre", "app_sre"), 2, ("db_sre", "expand_disk")
    )
    early, late = (warroom.reported(done, waits=waits) for waits in (8, 20))
    looked = next(it.tick for it in late.timeline if it.move == "verify")

    assert of_room(early)["incidents"][0]["verified"] is None
    assert of_room(late)["incidents"][0]["verified"] == looked


def test_an_intrusion_ends_when_it_is_held_and_fixed() -> None:
    """The first thing done mitigates, the last one ends it."""
    taken = of_room(warroom.stolen_data())
    (incident,) = taken["incidents"]

    assert incident["mitigated"] < incident["ended"]
    assert incident["strength"] == 1.0
    assert not taken["attacker_succeeded"]


def test_orders_are_right_gated_and_supported() -> None:
    """What the runbook has against a real incident, on its service and under its proof, is all."""
    taken = of_room(warroom.full_disk())
    (order,) = taken["orders"]

    assert order["name"] == "expand_disk"
    assert (order["right"], order["gated"], order["supported"], order["harmful"]) == (
        True,
        True,
        True,
        False,
    )


def test_what_is_done_to_a_service_that_is_well_is_harmful() -> None:
    """Everything is restarted: most of it without anything being wrong there."""
    found = finished(ROOM, Setting("easy", "sequential", 1), "isolate_all")
    taken = of_room(found.state, found.trajectory)
    harmful = [order for order in taken["orders"] if order["harmful"]]

    assert harmful
    assert not any(order["right"] for order in harmful)
    assert sum(order["cost"] for order in harmful) <= 3 * len(harmful)


def test_a_room_that_does_nothing_resolves_nothing() -> None:
    """Sleeping through an incident passes nothing and proposes nothing."""
    found = finished(ROOM, Setting("medium", "sequential", 2), "sleep")
    taken = of_room(found.state, found.trajectory)

    assert taken["incidents"]
    assert not taken["passed"]
    assert (taken["orders"], taken["decision"], taken["reported"]) == ([], "", False)
    assert taken["attacker_succeeded"]


def test_a_world_in_which_nothing_happens_is_a_control() -> None:
    """Where nothing is wrong, doing nothing passes."""
    taken = of_room(warroom.opened())

    assert (taken["control"], taken["passed"], taken["incidents"]) == (True, True, [])


def test_readings_that_are_made_for_tests_are_like_real_ones() -> None:
    """What metrics are tested on has no name that no reading has."""
    found = finished(ROOM, Setting("medium", "sequential", 2), "heuristic")
    real = of_room(found.state, found.trajectory)
    made = results.room(results.incident())

    assert set(results.alert("dismiss", "dismiss")) <= set(triaged("heuristic", 1))
    assert set(made) <= set(real)
    assert set(made["incidents"][0]) <= set(real["incidents"][0])
    assert set(results.ordered(right=True)) <= set(real["orders"][0])


def test_in_a_quiet_room_whatever_is_contained_is_too_much() -> None:
    """It is a control, so that containing something there is told as triggering for nothing."""
    setting = Setting("quiet", "sequential", 7)
    found = {
        policy: finished(warroom_game.GAME, setting, policy) for policy in ("sleep", "restart_all")
    }
    read = {name: WARROOM.take(it.state, it.trajectory) for name, it in found.items()}
    over = METRICS["over_trigger_rate"].how

    assert isinstance(over, Share)
    assert all(it["control"] for it in read.values())
    assert over.count(results.result(reading=read["sleep"])) == (0, 1)
    assert over.count(results.result(reading=read["restart_all"])) == (1, 1)
