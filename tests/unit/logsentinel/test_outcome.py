from hypothesis import given
from hypothesis import strategies as st

from watchfloor.logsentinel.outcome import (
    HALF_DONE,
    LOST_WRITE,
    LUCK,
    NOTED_DAMAGE,
    OF_RESTORATION,
    ORDINARY,
    Harm,
    collateral,
    credit,
    outcome,
    restoration,
)
from watchfloor.play.reward import ONE

TICKS = 50
LOST = 400_000
LOSSES = st.integers(0, 10**7)
FRACTIONS = st.integers(0, ONE)


def test_doing_nothing_restores_what_an_ordinary_trouble_would_have_cost() -> None:
    """Who loses what would have been lost anyway is granted the ordinary alone."""
    ordinary = ORDINARY * TICKS

    assert restoration(Harm(LOST, LOST, 0, TICKS)) == ordinary * ONE // (LOST * 3 // 4 + ordinary)


def test_sparing_three_quarters_is_all_that_can_be_asked() -> None:
    """A quarter of the loss comes before anybody can act."""
    assert restoration(Harm(LOST // 4, LOST, 0, TICKS)) == ONE
    assert restoration(Harm(LOST // 2, LOST, 0, TICKS)) < ONE


def test_where_nothing_would_have_been_lost_all_is_restored_unless_spoiled() -> None:
    """An intrusion that users do not notice can only be made worse."""
    ordinary = ORDINARY * TICKS

    assert restoration(Harm(0, 0, 0, TICKS)) == ONE
    assert restoration(Harm(ordinary // 2, 0, 0, TICKS)) == ONE // 2
    assert restoration(Harm(2 * ordinary, 0, 0, TICKS)) == 0


def test_a_lost_write_is_a_loss() -> None:
    """Writes that are gone count like trouble of that size."""
    assert Harm(1000, LOST, 5, TICKS).spared == Harm(1000 + 5 * LOST_WRITE, LOST, 0, TICKS).spared


@given(LOSSES, LOSSES, st.integers(0, 1000), LOSSES)
def test_more_harm_never_pays(loss: int, untouched: int, writes: int, more: int) -> None:
    """Further loss lowers restoration or leaves it, and raises collateral damage or leaves it."""
    less, worse = (Harm(it, untouched, writes, TICKS) for it in (loss, loss + more))

    assert restoration(worse) <= restoration(less)
    assert collateral(worse) >= collateral(less)


def test_collateral_damage_has_no_end() -> None:
    """What is lost beyond doing nothing counts, ten times as much ten times."""
    whole = Harm(LOST, LOST, 0, TICKS).unit

    assert collateral(Harm(LOST, LOST, 0, TICKS)) == 0
    assert collateral(Harm(LOST + whole, LOST, 0, TICKS)) == ONE
    assert collateral(Harm(LOST + 10 * whole, LOST, 0, TICKS)) == 10 * ONE


def test_an_incident_that_does_no_damage_is_credited_whole() -> None:
    """How fast it was stopped counts only where the damage is worth noting."""
    assert credit(ONE, 0, NOTED_DAMAGE, is_proven=True) == ONE
    assert credit(HALF_DONE, NOTED_DAMAGE, NOTED_DAMAGE, is_proven=True) == HALF_DONE
    assert credit(0, 0, 0, is_proven=True) == 0


def test_an_incident_that_was_stopped_too_late_earns_half() -> None:
    """Damage that came to the same as without anybody halves the credit."""
    assert credit(ONE, 9000, 9000, is_proven=True) == ONE // 2
    assert credit(ONE, 9000 // 4, 9000, is_proven=True) == ONE


def test_luck_earns_a_quarter() -> None:
    """What was ended without proof is credited for a quarter."""
    assert credit(ONE, 0, 0, is_proven=False) == LUCK


@given(FRACTIONS, FRACTIONS)
def test_neither_part_of_the_outcome_buys_the_other(contained: int, restored: int) -> None:
    """Nothing contained is worth nothing, and nothing restored leaves what containing is worth."""
    found = outcome(contained, restored)

    assert outcome(0, restored) == 0
    assert found <= contained
    assert found >= contained * (ONE - OF_RESTORATION) // ONE
