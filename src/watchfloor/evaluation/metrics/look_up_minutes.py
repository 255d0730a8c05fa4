"""How long a case is looked into."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _minutes(result: Result) -> float | None:
    return result.reading.get("minutes") if result.reading.get("mode") == "casework" else None


METRIC = Metric(
    name="look_up_minutes",
    summary="The analyst minutes spent on look-ups in casework, on average.",
    trap="Fewer is better only at the same score.",
    part="conduct",
    unit="minutes",
    better="neither",
    how=mean_of(_minutes),
    game="opensoc",
    least=0,
)
