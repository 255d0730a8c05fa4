"""What a reply earned beyond the others in its group."""

from collections.abc import Sequence
from statistics import fmean, pstdev

_LEAST = 1e-4
"""Keeps a group that hardly differs from being blown up."""


def advantages(rewards: Sequence[float], *, is_scaled: bool) -> list[float]:
    """Return what each of *rewards* is beyond the mean of its group, in spreads if scaled.

    >>> [round(it, 3) for it in advantages([1.0, 0.0], is_scaled=True)]
    [1.0, -1.0]
    """
    mean = fmean(rewards)
    spread = pstdev(rewards) + _LEAST if is_scaled else 1.0
    return [(reward - mean) / spread for reward in rewards]
