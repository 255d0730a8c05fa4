"""Whole numbers that stand for parts of one, so that every machine computes the same world."""

from decimal import Decimal

BITS = 12
ONE = 1 << BITS
"""What one is; a rate of a half is 2048."""


def parts(decimal: str) -> int:
    """Return a number, written as a decimal, in parts of one, to the nearest.

    >>> parts("0.5"), parts("-0.25"), parts("1")
    (2048, -1024, 4096)
    """
    return round(Decimal(decimal) * ONE)


_SHARED = tuple(range(2 * ONE + 1))


def shared(number: int) -> int:
    """Return *number*, and the same object for all worlds if it is no more than two.

    A whole number takes as much room as four places of a row, and a world has hundreds of them.

    >>> shared(ONE + 1) is shared(ONE + 1)
    True
    """
    return _SHARED[number] if 0 <= number <= 2 * ONE else number
