"""Fractions in millionths, rounded down, so that every machine finds the same."""

from watchfloor.play.reward import ONE


def fraction(amount: int, whole: int) -> int:
    """Return how much of *whole* the *amount* is, from nothing to one; of nothing, nothing.

    >>> fraction(1, 4), fraction(5, 4), fraction(-1, 4), fraction(1, 0)
    (250000, 1000000, 0, 0)
    """
    if whole <= 0:
        return 0
    return max(0, min(ONE, amount * ONE // whole))


def product(*fractions: int) -> int:
    """Return *fractions* multiplied.

    >>> product(500_000, 500_000)
    250000
    """
    found = ONE
    for one in fractions:
        found = found * one // ONE
    return found


def mean(fractions: tuple[int, ...]) -> int:
    """Return the mean of *fractions*; of none, nothing.

    >>> mean((ONE, 0)), mean(())
    (500000, 0)
    """
    return sum(fractions) // len(fractions) if fractions else 0
