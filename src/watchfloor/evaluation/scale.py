"""The scale of normalised rewards: random play is 0, the oracle 1, so that they have a mean."""

from watchfloor.evaluation.redraws import Row

ENDS = ("random", "oracle")
"""What is 0 on the scale, and what is 1."""
_CLEAR = 1e-6
"""Points for each world; where the ends are no further apart, there is no scale."""


def scaled(sums: Row) -> float | None:
    """Return how far from random to the oracle it is, from the *sums* of the rows of worlds.

    A row is what was earned, what random did, what the oracle did, and 1.

    >>> scaled((1.0, 0.5, 1.5, 2)), scaled((1.0, 0.5, 0.5, 2))
    (0.5, None)
    """
    mine, random, oracle, worlds = sums
    return (mine - random) / (oracle - random) if oracle - random > _CLEAR * worlds else None
