"""How likely one of three plays of a world passes."""

from watchfloor.evaluation.agreement import pass_at
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="pass_at_3",
    summary=(
        "The chance that at least one of three plays of a world passes, 1 - C(n - c, 3) / "
        "C(n, 3), averaged over worlds."
    ),
    trap=(
        "It rewards variety and needs somebody who knows which play was right; it is never "
        "reported as the pass rate."
    ),
    part="score",
    unit="share",
    better="more",
    how=pass_at(3),
    least=0,
    most=1,
)
