"""How likely one of four plays of a world passes."""

from watchfloor.evaluation.agreement import pass_at
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="pass_at_4",
    summary=(
        "The chance that at least one of four plays of a world passes, 1 - C(n - c, 4) / "
        "C(n, 4), averaged over worlds."
    ),
    trap=(
        "It rewards variety and needs somebody who knows which play was right; it is never "
        "reported as the pass rate."
    ),
    part="score",
    unit="share",
    better="more",
    how=pass_at(4),
    least=0,
    most=1,
)
