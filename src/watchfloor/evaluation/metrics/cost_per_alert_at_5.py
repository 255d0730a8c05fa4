"""What an alert would cost, were 5 % of them hostile."""

from watchfloor.evaluation.costs import cost_at
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="cost_per_alert_at_5",
    summary="The mean cost of an answer in analyst minutes, were 5 % of the alerts hostile.",
    trap=(
        "Computed by weighing the harmless and the hostile alerts of the suite for it; the "
        "mix within each stays what the suite has."
    ),
    part="triage",
    unit="minutes",
    better="less",
    how=cost_at(5),
    game="opensoc",
    least=0,
)
