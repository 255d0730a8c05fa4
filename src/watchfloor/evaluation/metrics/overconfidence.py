"""How much surer than right a policy is."""

from watchfloor.evaluation.calibration import stated
from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result


def _over(result: Result) -> float | None:
    found = stated(result)
    return None if found is None else found[0] - found[1]


METRIC = Metric(
    name="overconfidence",
    summary=(
        "The mean stated confidence less the share that is right, of answers with a confidence."
    ),
    trap="Errors of both signs cancel in it, so the proper rule stands beside it.",
    part="calibration",
    unit="share",
    better="neither",
    how=mean_of(_over),
    game="opensoc",
    least=-1,
    most=1,
)
