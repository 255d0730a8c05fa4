"""How long until an incident is mitigated."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import restricted

METRIC = Metric(
    name="time_to_mitigate",
    summary=(
        "The restricted mean of minutes from the beginning of an incident until the first "
        "mitigation that holds or ends it takes effect, up to the horizon, over all real "
        "incidents that broke out."
    ),
    trap=(
        "A mean over those that were mitigated forgets the others: what never came counts "
        "as the time to the horizon, and the share stands beside it."
    ),
    part="incidents",
    unit="minutes",
    better="less",
    how=restricted("mitigated"),
    game="logsentinel",
    least=0,
)
