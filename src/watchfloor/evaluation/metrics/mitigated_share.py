"""How many incidents are mitigated."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import share_with

METRIC = Metric(
    name="mitigated_share",
    summary=(
        "The share of real incidents that broke out for which the first mitigation that "
        "holds or ends it takes effect."
    ),
    trap="Who finds nothing cannot be late, so the restricted mean and this stand together.",
    part="incidents",
    unit="share",
    better="more",
    how=share_with(lambda it: it["mitigated"] is not None),
    game="logsentinel",
    least=0,
    most=1,
)
