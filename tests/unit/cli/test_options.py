"""Options that several verbs read, and what they name."""

from argparse import ArgumentTypeError
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lookout.game import GAME
from watchfloor.cli import options
from watchfloor.errors import BadInput, UnknownName, UnreadableFile
from watchfloor.play.reward import ONE

MINE = 'name = "mine"\n[[keeper]]\nterm = "decided_right"\nweight = 1\n'


@given(st.integers(min_value=3, max_value=options.LARGEST_NUMBER))
def test_a_whole_number_is_read_as_it_is(number: int) -> None:
    """Every number from the least to the largest is read, zeros before it or not."""
    assert options.whole(3)(str(number)) == number


@pytest.mark.parametrize(
    "text", ["", "2", "-3", "+3", "3.0", "3e2", " 3", "1_0", "\u0663", "\u00b3", str(1 << 63)]
)
def test_anything_else_is_no_whole_number(text: str) -> None:
    """What is too small, too large or spelled in another way is refused with what is expected."""
    with pytest.raises(ArgumentTypeError, match="expected a whole number from 3 to 9223372036"):
        options.whole(3)(text)


def test_a_shipped_recipe_is_found_by_its_name() -> None:
    """A name means what the game ships, even if a file of that name lies about."""
    assert options.recipe(GAME, "standard") is GAME.recipes["standard"]


@pytest.mark.parametrize("name", ["mine.toml", "mine"])
def test_a_recipe_is_read_from_a_file(tmp_path: Path, name: str) -> None:
    """A path means the file, whatever it is called."""
    (tmp_path / name).write_text(MINE, "utf-8")
    found = options.recipe(GAME, str(tmp_path / name))

    assert (found.name, found.tables["keeper"][0].weight) == ("mine", ONE)


def test_a_recipe_may_not_pass_for_a_shipped_one(tmp_path: Path) -> None:
    """A table by the name of a shipped one could be taken for it in a report."""
    path = tmp_path / "standard.toml"
    path.write_text(MINE.replace("mine", "standard"), "utf-8")

    with pytest.raises(BadInput, match="calls itself 'standard', which is shipped; rename it"):
        options.recipe(GAME, str(path))


def test_a_name_with_a_null_in_it_is_no_file() -> None:
    """What no file can be called is refused like a file that is absent."""
    with pytest.raises(UnreadableFile, match="is no path"):
        options.recipe(GAME, "a\0b.toml")
    with pytest.raises(UnknownName):
        options.recipe(GAME, "a\0b")


def test_a_file_of_the_largest_size_is_read(tmp_path: Path) -> None:
    """The limit itself is still allowed, one byte more is not."""
    path = tmp_path / "large"
    path.write_bytes(b"#" * options.LARGEST_RECIPE)

    assert len(options.text(path)) == options.LARGEST_RECIPE
    path.write_bytes(b"#" * (options.LARGEST_RECIPE + 1))
    with pytest.raises(UnreadableFile, match="is larger than 1,048,576 bytes"):
        options.text(path)


@pytest.mark.parametrize(
    ("team", "words", "seats"),
    [
        (None, [], {"keeper": "heuristic", "spotter": "heuristic"}),
        ("oracle", [], {"keeper": "oracle", "spotter": "oracle"}),
        ("oracle", ["--keeper", "random"], {"keeper": "random", "spotter": "oracle"}),
        (
            None,
            ["--keeper=random", "--spotter=alarmist"],
            {"keeper": "random", "spotter": "alarmist"},
        ),
        (
            None,
            ["--keeper", "random", "--keeper", "oracle"],
            {"keeper": "oracle", "spotter": "heuristic"},
        ),
    ],
)
def test_everybody_gets_a_seat(team: str | None, words: list[str], seats: dict[str, str]) -> None:
    """Who is not named sits as the team says, or plays as well as the game knows how to."""
    assert options.seats(GAME, team, words) == seats


def test_without_a_heuristic_the_seats_are_held_at_random() -> None:
    """Every game can be played without naming a policy."""
    policies = {name: it for name, it in GAME.policies.items() if name != "heuristic"}
    blind = replace(GAME, policies=policies)

    assert set(options.seats(blind, None, []).values()) == {"random"}


def test_a_role_of_two_words_is_spelled_with_either_stroke() -> None:
    """`--night-keeper` and `--night_keeper` are one seat."""
    paired = replace(GAME, roles={"night_keeper": GAME.roles["keeper"]})

    assert options.seats(paired, None, ["--night-keeper", "random"]) == {"night_keeper": "random"}
    assert options.seats(paired, None, ["--night_keeper", "random"]) == {"night_keeper": "random"}


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--kepeer", "random"], "'--kepeer'; did you mean '--keeper'"),
        (["--episode", "2"], "'--episode'; did you mean '--episodes'"),
        (["random"], "no option or seat called 'random'"),
        (["keeper", "random"], "did you mean '--keeper'"),
        (["--keeper"], "--keeper names no policy; give one of alarmist, heuristic, oracle, person"),
        (["--keeper", "--spotter", "random"], "--keeper names no policy"),
        (["--keeper="], "there is no policy called ''"),
        (["--keeper", "Random"], "did you mean 'random'"),
    ],
)
def test_what_is_no_seat_is_told_with_what_is_near(words: list[str], said: str) -> None:
    """A slip of the pen in a role, a policy or another option is answered with the nearest."""
    with pytest.raises(BadInput) as raised:
        options.seats(GAME, None, words, ["--episodes"])

    assert said in str(raised.value)
