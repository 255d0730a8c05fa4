"""Tests of what is agreed for every episode that a library plays."""

import pytest

from watchfloor.adapters.arrangement import Arrangement, Options, arranged, numbers, one_role
from watchfloor.errors import BadInput
from watchfloor.play.game import Setting


def _refused(game: str = "opensoc", **options: object) -> str:
    with pytest.raises(BadInput) as caught:
        arranged(game, **options)  # type: ignore[arg-type]  # some are wrong on purpose
    return str(caught.value)


def _seats(game: str, **options: object) -> dict[str, str]:
    return arranged(game, **options).seats  # type: ignore[arg-type]  # of many types


def test_what_is_left_out_is_the_first_of_the_game() -> None:
    """The first scenario and mode, the standard recipe, and the seat that is measured."""
    found = arranged("opensoc")

    assert found.table(7).setting == Setting("stage1_basic", "defender_only", 7)
    assert (found.recipe.name, found.roles) == ("standard", ("defender",))
    assert found.seats == {"attacker": "heuristic", "defender": "agent"}


def test_a_game_that_measures_all_seats_gives_all_of_them() -> None:
    """In the war-room the whole team is played from outside."""
    assert arranged("logsentinel").roles == (
        "incident_commander",
        "app_sre",
        "db_sre",
        "security_analyst",
    )


def test_seats_are_held_as_they_are_named() -> None:
    """Roles and others may be named one by one, and records call the player as they are told."""
    others = {"app_sre": "tuned"}
    told = _seats("logsentinel", roles="db_sre,incident_commander", others=others, player="me")

    assert told == {
        "app_sre": "tuned",
        "db_sre": "me",
        "incident_commander": "me",
        "security_analyst": "heuristic",
    }


def test_a_recipe_of_your_own_may_be_given() -> None:
    """It stands in the header of every episode."""
    recipe = arranged("opensoc", recipe="classic").recipe

    assert arranged("opensoc", recipe=recipe).table(1).recipe == recipe


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (
            Options(roles="attacker"),
            "nobody asks attacker in mode 'defender_only'; choose another seat or mode",
        ),
        (
            Options(player="oracle"),
            "'oracle' is a policy of opensoc; give whoever plays another name",
        ),
        (
            Options(roles="defender", others={"defender": "random"}),
            "there is no role called 'defender'; known: attacker",
        ),
    ],
)
def test_what_cannot_be_arranged_is_refused(options: Options, told: str) -> None:
    """A seat that has no turn, a name that is taken, and a seat that is held twice."""
    assert _refused(**options) == told


def test_an_option_that_does_not_exist_is_refused() -> None:
    """A slip in the name of an option is not passed over."""
    assert _refused(senario="x") == (
        "there is no option called 'senario'; did you mean 'scenario'?"
    )


@pytest.mark.parametrize(
    ("seeds", "found"),
    [("0-2", [0, 1, 2]), ("7", [7]), (7, [7]), ("3, 5,8-9", [3, 5, 8, 9]), ([3, "5-6"], [3, 5, 6])],
)
def test_seeds_are_some_or_a_stretch(seeds: str | int | list[str | int], found: list[int]) -> None:
    """Command lines give them as text, as a number or as a list."""
    assert numbers(seeds) == found


@pytest.mark.parametrize("seeds", ["", "5-3", "-1", "one", "1-999999999", "1.5", "\u0663"])
def test_seeds_that_make_no_sense_are_refused(seeds: str) -> None:
    """A stretch that goes backwards or never ends is a slip."""
    with pytest.raises(BadInput) as caught:
        numbers(seeds)

    assert str(caught.value) == f"found the seeds {seeds!r}, expected some as in 0-49 or 3,5,8"


def test_one_seat_is_the_only_one() -> None:
    """Where a library has room for one seat, it is the one that was asked for."""
    found: Arrangement = arranged("logsentinel", roles="db_sre")

    assert one_role(found) == "db_sre"
