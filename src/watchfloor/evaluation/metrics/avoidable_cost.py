"""What an answer costs more than the right one."""

from watchfloor.evaluation.costs import avoidable
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="avoidable_cost",
    summary="The mean cost of an answer in analyst minutes less that of the right answer.",
    trap="It is 0 for who is always right, whatever the mix of alerts.",
    part="triage",
    unit="minutes",
    better="less",
    how=mean_of(avoidable),
    game="opensoc",
    least=0,
)
