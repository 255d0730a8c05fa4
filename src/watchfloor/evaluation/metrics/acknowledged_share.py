"""How many incidents are acknowledged."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import share_with

METRIC = Metric(
    name="acknowledged_share",
    summary=(
        "The share of real incidents that broke out for which somebody says how grave such "
        "a proposal is."
    ),
    trap="Who finds nothing cannot be late, so the restricted mean and this stand together.",
    part="incidents",
    unit="share",
    better="more",
    how=share_with(lambda it: it["acknowledged"] is not None),
    game="logsentinel",
    least=0,
    most=1,
)
