from hypothesis import given
from hypothesis import strategies as st

from watchfloor.logsentinel.efficiency import (
    GRACE,
    GRACE_FOR_BOTH,
    GRACE_FOR_OTHERS,
    WASTE,
    efficiency,
    grace,
    promptness,
)
from watchfloor.play.reward import ONE


def test_there_is_more_time_for_more_work() -> None:
    """Containing too takes longer, and so do other incidents."""
    assert grace(0, 1, needs_containment=False) == GRACE
    assert grace(2, 1, needs_containment=True) == GRACE + GRACE_FOR_BOTH + 2 * GRACE_FOR_OTHERS


def test_what_others_ask_for_takes_less_time_where_all_move_at_once() -> None:
    """Four moves in a minute take a quarter of the minutes; what has to be waited for does not."""
    assert grace(0, 4, needs_containment=True) == GRACE + GRACE_FOR_BOTH
    assert grace(2, 4, needs_containment=False) == GRACE + GRACE_FOR_OTHERS // 2


def test_promptness_falls_from_the_due_tick_to_the_end() -> None:
    """In time is one, halfway to the end is a half, at the end is nothing."""
    assert promptness(20, 20, 40) == ONE
    assert promptness(30, 20, 40) == ONE // 2
    assert promptness(40, 20, 40) == 0
    assert promptness(39, 39, 39) == ONE


@given(st.integers(0, ONE), st.integers(0, 100), st.integers(0, 100))
def test_a_further_wasted_move_never_pays(prompt: int, wasted: int, more: int) -> None:
    """More waste is never worth more."""
    assert efficiency(prompt, wasted + more, 100) <= efficiency(prompt, wasted, 100)


def test_wasting_every_move_leaves_a_quarter() -> None:
    """Promptness without any waste is whole, with nothing but waste it is a quarter."""
    assert efficiency(ONE, 0, 48) == ONE
    assert efficiency(ONE, 48, 48) == ONE - WASTE
