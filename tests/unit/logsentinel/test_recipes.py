import pytest

from watchfloor.logsentinel.recipes import CLASSIC, RECIPES, STANDARD
from watchfloor.logsentinel.roles import ROLES
from watchfloor.logsentinel.terms import TERMS
from watchfloor.play.reward import ONE, Recipe, check, points
from watchfloor.play.verdict import Fact, Verdict

BEST = {
    "outcome": ONE,
    "detection": ONE,
    "severity": ONE,
    "efficiency": ONE,
    "teamwork": ONE,
    "duplicate_proposals": 0,
    "blind_mitigations": 0,
    "idle_moves": 0,
    "refused_moves": 0,
    "unsupported_claims": 0,
    "malformed_replies": 0,
    "collateral_damage": 0,
    "reported": True,
}
BLUNDERS = {
    "duplicate_proposals": ("-0.04", "-0.04"),
    "blind_mitigations": ("-0.05", "-0.05"),
    "idle_moves": ("-0.01", "-0.01"),
    "refused_moves": ("-0.01", "+0"),
    "unsupported_claims": ("-0.06", "-0.0625"),
    "malformed_replies": ("-0.08", "+0"),
}
"""What one more of each costs, by the standard recipe and by the classic one."""


def _worth(recipe: Recipe, **changes: int) -> int:
    facts = (Fact(name, value) for name, value in {**BEST, **changes}.items())
    return recipe.price(Verdict("db_sre", tuple(facts)), TERMS).total


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_the_best_there_is_makes_one_point(recipe: Recipe) -> None:
    """Five families at their best and no blunder are worth exactly one."""
    assert check(recipe, tuple(ROLES), TERMS) is recipe
    assert _worth(recipe) == ONE


@pytest.mark.parametrize("recipe", RECIPES.values(), ids=RECIPES)
def test_a_team_earns_together(recipe: Recipe) -> None:
    """Every seat is paid by the same table."""
    assert list(recipe.tables) == list(ROLES)
    assert len(set(recipe.tables.values())) == 1


@pytest.mark.parametrize("fact", BLUNDERS)
def test_each_blunder_has_its_price(fact: str) -> None:
    """The price of one more is the same as that of the first."""
    lost = [_worth(recipe, **{fact: 1}) - ONE for recipe in (STANDARD, CLASSIC)]

    assert tuple(map(points, lost)) == BLUNDERS[fact]


@pytest.mark.parametrize("fact", BLUNDERS)
def test_no_blunder_is_free_by_the_standard_recipe(fact: str) -> None:
    """The thousandth costs what the first did; by the classic one it costs nothing."""
    one_more = _worth(STANDARD, **{fact: 1001}) - _worth(STANDARD, **{fact: 1000})

    assert one_more == _worth(STANDARD, **{fact: 1}) - ONE
    assert _worth(CLASSIC, **{fact: 1001}) == _worth(CLASSIC, **{fact: 1000})


def test_what_was_lost_beyond_doing_nothing_is_paid_for_whole() -> None:
    """Twice the damage costs twice as much, also far below nothing."""
    once, twice = (_worth(STANDARD, collateral_damage=it * ONE) - ONE for it in (50, 100))

    assert once < -ONE
    assert twice == 2 * once


def test_no_report_costs_once() -> None:
    """An episode that runs out loses a tenth by the standard recipe."""
    assert points(_worth(STANDARD, reported=False) - ONE) == "-0.1"
    assert _worth(CLASSIC, reported=False) == ONE


@pytest.mark.parametrize("family", ["outcome", "detection", "severity", "efficiency", "teamwork"])
def test_both_recipes_weigh_the_families_alike(family: str) -> None:
    """What is compared are the penalties."""
    assert _worth(STANDARD, **{family: 0}) == _worth(CLASSIC, **{family: 0}) < ONE
