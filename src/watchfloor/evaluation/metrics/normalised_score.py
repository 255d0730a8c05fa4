"""How far from random play to the oracle a policy comes."""

from collections.abc import Mapping, Sequence

from watchfloor.evaluation.metric import Beside, Metric, Results
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import earned

ENDS = ("random", "oracle")
"""What a normalised score lies between."""
CLEAR = 1e-6
"""Points for each world; where random and the oracle are no further apart, there is no scale."""


def _mean(results: Results) -> float | None:
    found = [it for it in map(earned, results) if it is not None]
    return sum(found) / len(found) if found else None


def _parts(results: Results, others: Mapping[str, Results]) -> Row | None:
    means = [_mean(it) for it in (results, *(others[name] for name in ENDS))]
    there = [it for it in means if it is not None]
    return (*there, 1) if len(there) == len(means) else None


def scaled(sums: Sequence[float]) -> float | None:
    """Return how far from random to the oracle it is, from the sums of the rows of worlds.

    A row is what was earned, what random did, what the oracle did, and 1.
    """
    mine, random, oracle, worlds = sums
    return (mine - random) / (oracle - random) if oracle - random > CLEAR * worlds else None


METRIC = Metric(
    name="normalised_score",
    summary=(
        "The reward over that of random play, divided by that of the oracle over random "
        "play, on the same worlds; for each scenario, then averaged over scenarios."
    ),
    trap=(
        "Rewards of several scenarios cannot be averaged as they are; where the oracle "
        "earns no more than random play the scenario is left out, and below 0 is worse than "
        "random."
    ),
    part="score",
    unit="share",
    better="more",
    how=Beside(ENDS, _parts, scaled),
)
