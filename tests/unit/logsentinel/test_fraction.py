from hypothesis import given
from hypothesis import strategies as st

from watchfloor.logsentinel.fraction import fraction, mean, product
from watchfloor.play.reward import ONE

NUMBERS = st.integers(-(10**9), 10**9)
FRACTIONS = st.integers(0, ONE)


@given(NUMBERS, NUMBERS)
def test_a_fraction_lies_between_nothing_and_one(amount: int, whole: int) -> None:
    """No amount of anything is less than nothing or more than all."""
    assert 0 <= fraction(amount, whole) <= ONE


@given(NUMBERS, NUMBERS, st.integers(0, 10**9))
def test_more_is_never_a_smaller_fraction(amount: int, whole: int, more: int) -> None:
    """A larger amount of the same whole is no smaller fraction."""
    assert fraction(amount + more, whole) >= fraction(amount, whole)


@given(st.lists(FRACTIONS, max_size=5))
def test_a_product_is_at_most_its_least_factor(factors: list[int]) -> None:
    """Whatever is multiplied, the weakest part bounds the whole."""
    assert 0 <= product(*factors) <= min([ONE, *factors])


def test_a_product_of_ones_is_one() -> None:
    """Nothing is lost where there is nothing to lose."""
    assert product(ONE, ONE, ONE) == ONE


def test_a_mean_is_rounded_down() -> None:
    """A third of a millionth is given to nobody."""
    assert mean((1, 0, 0)) == 0
    assert mean((ONE, ONE, 1)) == 666_667
