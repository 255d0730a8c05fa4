import pytest

from watchfloor.audit.finding import at_least, at_most, near, never
from watchfloor.errors import BadExtension
from watchfloor.evaluation.intervals import Interval

HALF = Interval(0.5, 0.4, 0.6)


@pytest.mark.parametrize(
    ("bound", "fate"), [(0.7, "holds"), (0.55, "unsure"), (0.45, "unsure"), (0.3, "falls short")]
)
def test_a_most_is_judged_by_the_whole_interval(bound: float, fate: str) -> None:
    """What may be on either side of its bound neither holds nor falls short."""
    assert at_most("", HALF, bound, 1).fate == fate


@pytest.mark.parametrize(("bound", "fate"), [(0.3, "holds"), (0.5, "unsure"), (0.7, "falls short")])
def test_a_least_is_judged_by_the_whole_interval(bound: float, fate: str) -> None:
    """What is to be enough is judged like what is not to be too much."""
    assert at_least("", HALF, bound, 1).fate == fate


@pytest.mark.parametrize(
    ("target", "fate"), [((0.5, 0.2), "holds"), ((0.4, 0.1), "unsure"), ((0.1, 0.1), "falls short")]
)
def test_nearness_is_judged_on_both_sides(target: tuple[float, float], fate: str) -> None:
    """What is to be near a number may lie on neither side of it by much."""
    assert near("", HALF, target, 1, "").fate == fate
    assert near("", Interval(-0.5, -0.6, -0.4), (-target[0], target[1]), 1, "").fate == fate


def test_one_breach_is_too_many() -> None:
    """What must never be falls short when it is once, and says what it was."""
    found = never("", ["this one"], 100)

    assert (found.fate, found.told) == ("falls short", "this one")
    assert never("", [], 100).fate == "holds"


def test_what_was_never_tried_holds_nothing() -> None:
    """A check that looked at nothing is no check."""
    with pytest.raises(BadExtension, match="tried on nothing"):
        never("what nobody did", [], 0)
