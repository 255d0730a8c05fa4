"""How good stated confidence is, as a forecast."""

from watchfloor.evaluation.calibration import stated
from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _squared(result: Result) -> float | None:
    found = stated(result)
    return None if found is None else (found[0] - found[1]) ** 2


METRIC = Metric(
    name="brier",
    summary=(
        "The mean squared distance of the stated confidence from 1 if the answer is right "
        "and 0 if it is not."
    ),
    trap=(
        "Only answers with a confidence count, how many do is told beside it; it is a "
        "proper rule, so nothing is gained by stating what one does not believe."
    ),
    part="calibration",
    unit="share",
    better="less",
    how=mean_of(_squared),
    game="opensoc",
    least=0,
    most=1,
)
