"""What doing too little costs."""

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _missed(result: Result) -> float | None:
    found = verdict(result)
    if found is None:
        return None
    return float(found["cost"] - found["least_cost"]) if found["too_little"] else 0.0


METRIC = Metric(
    name="minutes_missed",
    summary=(
        "The analyst minutes lost for each alert by answers weaker than the right one, over "
        "what the right ones cost."
    ),
    trap=(
        "Read beside what doing too much costs; no answer counts as doing nothing, at the "
        "dearest price."
    ),
    part="restraint",
    unit="minutes",
    better="less",
    how=mean_of(_missed),
    game="opensoc",
    least=0,
)
