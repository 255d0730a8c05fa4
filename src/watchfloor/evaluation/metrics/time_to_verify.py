"""How long until a recovery is verified."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.survival import restricted

METRIC = Metric(
    name="time_to_verify",
    summary=(
        "The restricted mean of minutes from the beginning of an incident until the first "
        "look at its proposal after it was ended, if the last look found the service well; "
        "up to the horizon."
    ),
    trap=(
        "A fix that nobody checks is none; what earlier looks found is not kept, so a look "
        "that came while things were recovering counts if a later one passed."
    ),
    part="incidents",
    unit="minutes",
    better="less",
    how=restricted("verified"),
    game="logsentinel",
    least=0,
)
