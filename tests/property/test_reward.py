from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from property.strategies import RECIPES, ROWS, TERMS, VERDICTS, WEIGHTS
from watchfloor.play.reward import ONE, Recipe, Row, millionths, points
from watchfloor.play.verdict import Verdict


def _scaled(recipe: Recipe, factor: int) -> Recipe:
    rows = tuple(replace(row, weight=row.weight * factor) for row in recipe.tables["defender"])
    return replace(recipe, tables={"defender": rows})


@given(RECIPES, VERDICTS)
def test_the_shares_add_up_to_the_total(recipe: Recipe, verdict: Verdict) -> None:
    """Every millionth of a reward is accounted for by a row."""
    reward = recipe.price(verdict, TERMS)

    assert sum(share.paid for share in reward.shares) == reward.total
    assert [share.term for share in reward.shares] == [
        row.term for row in recipe.tables["defender"]
    ]


@given(RECIPES, VERDICTS, st.integers(-5, 5))
def test_a_price_grows_as_its_weights_do(recipe: Recipe, verdict: Verdict, factor: int) -> None:
    """Multiplying every weight multiplies the price, up to the rounding of each row."""
    price = recipe.price(verdict, TERMS).total
    grown = _scaled(recipe, factor).price(verdict, TERMS).total
    rows = len(recipe.tables["defender"])

    # A row is rounded by half a millionth, once before and once after it is multiplied.
    assert abs(grown - factor * price) * 2 <= rows * (abs(factor) + 1)


@given(ROWS, WEIGHTS, VERDICTS)
def test_a_weight_can_be_paid_in_two_parts(row: Row, part: int, verdict: Verdict) -> None:
    """Splitting a row that pays into two changes the price by rounding alone."""
    whole = replace(row, kind="pay")
    parts = (replace(whole, weight=part), replace(whole, weight=whole.weight - part))
    one, two = (
        Recipe("any", "", {"defender": rows}).price(verdict, TERMS).total
        for rows in ((whole,), parts)
    )

    assert abs(one - two) <= 1


@given(RECIPES, VERDICTS)
def test_one_shut_gate_pays_and_nothing_else_does(recipe: Recipe, verdict: Verdict) -> None:
    """Where a gate is shut, the first that is shut is the whole price."""
    reward = recipe.price(verdict, TERMS)
    shut = [share for share in reward.shares if share.kind == "gate" and share.value == 0]
    open_gates = [share for share in reward.shares if share.kind == "gate" and share.value]

    assert not shut or reward.total == shut[0].weight
    assert all(share.paid == 0 for share in open_gates)


@given(RECIPES, VERDICTS)
def test_no_row_pays_more_than_its_weight(recipe: Recipe, verdict: Verdict) -> None:
    """A term is worth one at the most, so a weight bounds what its row can pay."""
    shares = recipe.price(verdict, TERMS).shares

    assert all(abs(share.paid) <= abs(share.weight) for share in shares)


@given(WEIGHTS)
def test_points_are_read_back_exactly(amount: int) -> None:
    """What people read is the amount itself, in other words."""
    assert millionths(points(amount)) == amount


@given(st.integers(-1000, 1000), st.integers(0, ONE - 1))
def test_a_weight_is_the_number_that_is_written(whole: int, rest: int) -> None:
    """Digits before and after the point are taken as they stand."""
    sign = -1 if whole < 0 else 1
    kept = rest if abs(whole) < 1000 else 0

    assert millionths(f"{whole}.{kept:06d}") == whole * ONE + sign * kept
