"""How many alarms would be right, were 50 % of alerts hostile."""

from watchfloor.evaluation.confusion import precision_at
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="attack_precision_at_50",
    summary="The share of alarms that are right, were 50 % of the alerts hostile.",
    trap=(
        "Computed by weighing the harmless and the hostile alerts of the suite for it; the "
        "mix within each stays what the suite has."
    ),
    part="triage",
    unit="share",
    better="more",
    how=precision_at(50),
    game="opensoc",
    least=0,
    most=1,
)
