"""What doing too much costs."""

from watchfloor.evaluation.confusion import verdict
from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _caused(result: Result) -> float | None:
    found = verdict(result)
    if found is None:
        return None
    return 0.0 if found["too_little"] else float(found["cost"] - found["least_cost"])


METRIC = Metric(
    name="minutes_caused",
    summary=(
        "The analyst minutes lost for each alert by wrong answers as strong as the right "
        "one or stronger, over what the right ones cost."
    ),
    trap="Read beside what doing too little costs.",
    part="restraint",
    unit="minutes",
    better="less",
    how=mean_of(_caused),
    game="opensoc",
    least=0,
)
