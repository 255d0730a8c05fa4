"""What somebody earned, beside what random play and the heuristic earn on equal seeds."""

from collections.abc import Mapping, Sequence

from watchfloor.audit.finding import Finding, at_most
from watchfloor.audit.standings import Earned
from watchfloor.evaluation.intervals import mean, of, over

SHARE = 0.6
"""What a way to earn for nothing may come to, of what the heuristic earns over random."""
RANDOM = ("random", "random_valid")
HONEST = "heuristic"
KNOWING = "oracle"


def beside(
    what: str, earned: Earned, near: Mapping[str, Earned], told: str = "", honest: str = HONEST
) -> Finding:
    """Return how *earned* looks beside what those *near* earn, by their names.

    It is to stay below a share of what the heuristic earns over random play, the better of the two
    where there are two.
    """
    floor = max((near[name] for name in RANDOM if name in near), key=mean)
    top = near[honest]

    def over_bound(places: Sequence[int]) -> float:
        low, high = mean(floor, places), mean(top, places)
        return mean(earned, places) - low - SHARE * max(0.0, high - low)

    judged = at_most(what, over(over_bound, len(earned)), 0.0, len(earned))
    bound = mean(floor) + SHARE * max(0.0, mean(top) - mean(floor))
    means = tuple((name, mean(found)) for name, found in near.items())
    return Finding(
        what,
        of(earned),
        bound,
        judged.margin,
        judged.fate,
        told=told,
        tried=len(earned),
        beside=means,
    )
