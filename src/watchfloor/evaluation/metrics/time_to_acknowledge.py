"""How long until an incident is acknowledged."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import restricted

METRIC = Metric(
    name="time_to_acknowledge",
    summary=(
        "The restricted mean of minutes from the beginning of an incident until somebody "
        "says how grave such a proposal is, up to the horizon, over all real incidents that "
        "broke out."
    ),
    trap=(
        "A mean over those that were acknowledged forgets the others: what never came "
        "counts as the time to the horizon, and the share stands beside it."
    ),
    part="incidents",
    unit="minutes",
    better="less",
    how=restricted("acknowledged"),
    game="logsentinel",
    least=0,
)
