"""How many incidents are found."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import share_with

METRIC = Metric(
    name="detected_share",
    summary=(
        "The share of real incidents that broke out for which somebody proposes what it is "
        "and where."
    ),
    trap="Who finds nothing cannot be late, so the restricted mean and this stand together.",
    part="incidents",
    unit="share",
    better="more",
    how=share_with(lambda it: it["detected"] is not None),
    game="logsentinel",
    least=0,
    most=1,
)
