"""What is evaluated, as a table."""

import ast
from dataclasses import replace

import pytest
from msgspec.structs import replace as changed

from architecture.source import PACKAGE_FILES, ROOT, File
from lookout.game import GAME
from watchfloor.agents import games
from watchfloor.errors import BadInput, UnknownName
from watchfloor.evaluation.suite import RESERVED, ROWS, Group, Suite, Wish, cells, lacks, narrowed
from watchfloor.evaluation.suites import SUITES

SMALL = Suite(
    name="small",
    summary="Two scenarios.",
    version=1,
    groups=(Group("lookout", "watch", ("busy_gate", "quiet_gate"), ("random", "oracle"), 3),),
)
KNOWN = {"lookout": GAME}


@pytest.mark.parametrize("suite", SUITES.values(), ids=list(SUITES))
def test_everything_in_a_suite_can_be_played(suite: Suite) -> None:
    """Each cell names a scenario, a mode, policies and seats that its game has."""
    strange = []
    for cell in cells(suite.groups):
        game = games.find(cell.game)
        is_there = cell.scenario in game.scenarios and cell.mode in game.modes
        named = {cell.policy, *cell.others.values()} <= set(game.policies)
        if not (is_there and named and set(cell.others) < set(game.roles)):
            strange.append(cell.name)

    assert strange == []


@pytest.mark.parametrize("suite", SUITES.values(), ids=list(SUITES))
def test_a_suite_has_the_rows_to_read_others_beside(suite: Suite) -> None:
    """Where a policy is under test in every seat, random, a lazy one, heuristic and oracle play."""
    for group in suite.groups:
        policies = games.find(group.game).policies
        lazy = [name for name in group.policies if policies[name].is_lazy]

        assert group.others or (set(ROWS) <= set(group.policies) and lazy)


def _numbers(file: File) -> set[int]:
    """Return the whole numbers that *file* writes."""
    return {
        node.value
        for node in ast.walk(file.tree)
        if isinstance(node, ast.Constant) and type(node.value) is int
    }


@pytest.mark.slow
def test_the_seeds_of_suites_are_used_for_nothing_else() -> None:
    """Nothing that is shipped is tuned, audited or grown on a seed that policies are judged on."""
    scripts = [File(path) for path in sorted((ROOT / "benchmarks").glob("*.py"))]
    users = [
        file.name
        for file in (*PACKAGE_FILES, *scripts)
        if any(number in RESERVED for number in _numbers(file))
    ]

    assert users == ["src/watchfloor/evaluation/suite.py"]
    assert max(cell.seeds for suite in SUITES.values() for cell in cells(suite.groups)) < 10**6


def test_a_suite_is_cut_down_to_what_is_wished_for() -> None:
    """Scenarios and seeds can be fewer; what is left is what was there."""
    wish = Wish(scenarios=("quiet_gate",), seeds=2)
    (group,) = narrowed(SMALL, wish, KNOWN)
    first = cells([group])[0]

    assert group == changed(SMALL.groups[0], scenarios=("quiet_gate",), seeds=2)
    assert first.name == "lookout/quiet_gate/watch/random"
    assert list(first.plays()) == [(RESERVED[0], 0), (RESERVED[1], 0)]


def test_a_policy_is_put_to_the_test_where_it_can_play() -> None:
    """One that a game ships plays that game; one of a file plays every game."""
    other = replace(GAME, name="other", policies={"mine": GAME.policies["oracle"]})
    suite = changed(SMALL, groups=(*SMALL.groups, changed(SMALL.groups[0], game="other")))
    wish = Wish(policies=("mine", "my.py:PLAYER"))
    first, second = narrowed(suite, wish, {"lookout": GAME, "other": other})

    assert first.policies == ("random", "oracle", "my.py:PLAYER")
    assert second.policies == ("random", "oracle", "mine", "my.py:PLAYER")


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish(games=("lokout",)), "there is no game called 'lokout'; did you mean 'lookout'?"),
        (Wish(scenarios=("quiet",)), "there is no scenario called 'quiet'; did you mean 'quiet_g"),
        (Wish(modes=("wach",)), "there is no mode called 'wach'; did you mean 'watch'?"),
        (Wish(policies=("orcale",)), "there is no policy called 'orcale'; did you mean 'oracle'?"),
        (Wish(others={"keper": "random"}), "there is no seat called 'keper'; did you mean 'keepe"),
        (Wish(others={"keeper": "odd"}), "there is no policy called 'odd'; known: alarmist, heur"),
    ],
)
def test_a_name_that_is_wished_for_must_exist(wish: Wish, told: str) -> None:
    """A wish that names what there is not is met with the nearest that there is."""
    with pytest.raises(UnknownName) as caught:
        narrowed(SMALL, wish, KNOWN)

    assert str(caught.value).startswith(told)


def test_somebody_has_to_be_under_test() -> None:
    """Where every seat is given away, there is nothing to measure."""
    wish = Wish(others={"keeper": "oracle", "spotter": "random"})

    with pytest.raises(BadInput, match="every seat of lookout in the mode watch is given to some"):
        narrowed(SMALL, wish, KNOWN)


def test_a_seat_that_is_given_away_shows_in_the_name_of_a_cell() -> None:
    """What is played against others than usual is another cell."""
    (group,) = narrowed(SMALL, Wish(others={"keeper": "oracle"}), KNOWN)
    first = cells([group])[0]

    assert first.name == "lookout/busy_gate/watch(keeper=oracle)/random"
    assert first.seats(GAME) == {"keeper": "oracle", "spotter": "random"}


def test_a_cell_stands_once() -> None:
    """Two groups that play the same would be counted twice."""
    with pytest.raises(BadInput, match="'lookout/busy_gate/watch/random' is there twice"):
        cells([*SMALL.groups, *SMALL.groups])


def test_only_who_draws_words_plays_a_seed_again() -> None:
    """A policy that is a function of its seed would only say the same once more."""
    (group,) = narrowed(SMALL, Wish(policies=("openai:m",), repeats=3), KNOWN)

    assert [(it.policy, it.repeats) for it in cells([group])][:3] == [
        ("random", 1),
        ("oracle", 1),
        ("openai:m", 3),
    ]


def test_a_game_that_no_suite_lists_is_played_by_what_it_ships() -> None:
    """The folder of a game is enough: every scenario, every policy."""
    groups = narrowed(SMALL, Wish(games=("there/lookout",)), {**KNOWN, "there/lookout": GAME})

    assert {cell.name for cell in cells(groups)} == {
        f"lookout/{scenario}/watch/{policy}"
        for scenario in GAME.scenarios
        for policy in GAME.policies
    }


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        (Wish(), ""),
        (Wish(policies=("heuristic",)), ""),
        (Wish(seeds=2), "lookout/busy_gate/watch/random has 2 seeds, expected 3"),
        (Wish(scenarios=("busy_gate",)), "lookout/quiet_gate/watch/random is left out"),
    ],
)
def test_what_a_run_leaves_out_of_its_suite_is_named(wish: Wish, told: str) -> None:
    """More policies are welcome, fewer seeds or scenarios are a part of a suite."""
    assert lacks(SMALL, narrowed(SMALL, wish, KNOWN)) == told


def test_no_more_seeds_are_played_than_are_reserved() -> None:
    """A run does not stray into seeds that others may have been tuned on."""
    with pytest.raises(BadInput, match="there are 1,000,000 seeds for evaluations"):
        narrowed(SMALL, Wish(seeds=len(RESERVED) + 1), KNOWN)
