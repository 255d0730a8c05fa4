"""How far from random play to the oracle a policy comes."""

from collections.abc import Mapping

from watchfloor.evaluation.metric import Beside, Metric, Results
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import earned
from watchfloor.evaluation.scale import ENDS, scaled


def _mean(results: Results) -> float | None:
    found = [it for it in map(earned, results) if it is not None]
    return sum(found) / len(found) if found else None


def _parts(results: Results, others: Mapping[str, Results]) -> Row | None:
    means = [_mean(it) for it in (results, *(others[name] for name in ENDS))]
    there = [it for it in means if it is not None]
    return (*there, 1) if len(there) == len(means) else None


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
