"""How precise claims are where nothing is missed."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents


def _precision(result: Result) -> float | None:
    found = incidents(result)
    if not found:
        return None
    claimed = sum(bool(it["claimed"]) for it in result.reading["proposals"])
    return len(found) / claimed if all(it["claimed"] for it in found) else 0.0


METRIC = Metric(
    name="full_recall_precision",
    summary=(
        "The share of the causes claimed that are right, or 0 where one that is true was "
        "not claimed, averaged over episodes with incidents."
    ),
    trap="Half a diagnosis of a cascade ends nothing, so a missed cause spoils it all.",
    part="incidents",
    unit="share",
    better="more",
    how=mean_of(_precision),
    game="logsentinel",
    least=0,
    most=1,
)
