"""How likely all of four plays of a world pass."""

from watchfloor.evaluation.agreement import pass_hat
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="pass_hat_4",
    summary=(
        "The chance that four plays of a world all pass, C(c, 4) / C(n, 4) with c passes in "
        "n plays, averaged over worlds."
    ),
    trap=(
        "Only worlds played four times or more count; a policy that draws nothing passes "
        "all or none, so that it is the pass rate."
    ),
    part="score",
    unit="share",
    better="more",
    how=pass_hat(4),
    least=0,
    most=1,
)
