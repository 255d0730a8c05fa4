"""What an episode costs in models."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _dollars(result: Result) -> float | None:
    found = result.usage.get("dollars")
    return None if found is None else float(found)


METRIC = Metric(
    name="dollars",
    summary=(
        "The price of the models' tokens for an episode, in dollars, by the dated price "
        "file of the run."
    ),
    trap=(
        "A policy without a model has none; time is in a file of its own, since it differs "
        "from machine to machine."
    ),
    part="conduct",
    unit="dollars",
    better="less",
    how=mean_of(_dollars),
    least=0,
)
