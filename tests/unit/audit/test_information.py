from watchfloor.audit import information
from watchfloor.seeds import Seed


def test_what_says_the_label_tells_all_of_it() -> None:
    """A number that stands for one of two labels that are as frequent tells one bit."""
    assert information.told([0, 1] * 50, ["a", "b"] * 50) == 1.0


def test_what_is_always_the_same_tells_nothing() -> None:
    """A number that never changes tells nothing of any label."""
    assert information.told([3] * 100, ["a", "b"] * 50) == 0.0


def test_chance_is_taken_off() -> None:
    """Numbers that have nothing to do with the labels tell about nothing, as a few may not."""
    draw = Seed.of("information").stream()
    numbers, labels = draw.smalls(1000, 400), [str(it) for it in draw.smalls(5, 400)]
    found = information.excess(numbers, labels, Seed.of("shuffled"))

    assert found.low < 0.0 < found.high
    assert information.told(information.binned(numbers), labels) > 0.03


def test_equal_numbers_share_a_bin() -> None:
    """Bins are cut between numbers, wherever most of them lie."""
    assert information.binned([1, 1, 1, 1, 1, 1, 1, 9]) == [1] * 7 + [2]
