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
