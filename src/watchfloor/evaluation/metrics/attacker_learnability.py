"""How instructive crafted incidents are."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _learnability(result: Result) -> float | None:
    found = result.reading.get("attacker")
    return found["learnability"] if found and found["admitted"] else None


METRIC = Metric(
    name="attacker_learnability",
    summary=(
        "How evenly nine readers of different care split on an incident that passed the "
        "gate: 1 where half are right, 0 where all or none are."
    ),
    trap="What nobody can solve teaches nothing, and neither does what everybody does.",
    part="triage",
    unit="share",
    better="more",
    how=mean_of(_learnability),
    game="opensoc",
    least=0,
    most=1,
)
