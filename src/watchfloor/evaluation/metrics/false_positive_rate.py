"""How often something is contained that should not be."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.restraint import has_wrong

METRIC = Metric(
    name="false_positive_rate",
    summary="The share of episodes with at least one containment that is not called for.",
    trap=(
        "It grows with the length of an episode and with the number of orders, so action "
        "precision stands beside it."
    ),
    part="restraint",
    unit="share",
    better="less",
    how=share_of(has_wrong),
    least=0,
    most=1,
)
