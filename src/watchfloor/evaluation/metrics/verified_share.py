"""How many recoveries are verified."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import share_with

METRIC = Metric(
    name="verified_share",
    summary=(
        "The share of real incidents that broke out that were ended, looked at afterwards, "
        "and well at the last look."
    ),
    trap="An incident can be over without anybody knowing.",
    part="incidents",
    unit="share",
    better="more",
    how=share_with(lambda it: it["verified"] is not None),
    game="logsentinel",
    least=0,
    most=1,
)
