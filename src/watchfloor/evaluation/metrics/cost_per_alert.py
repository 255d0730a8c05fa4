"""What an answer costs."""

from watchfloor.evaluation.costs import cost
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="cost_per_alert",
    summary=(
        "The mean cost of an answer in analyst minutes, by the published table of truths "
        "and answers, with the minutes of look-ups."
    ),
    trap=(
        "Part of it cannot be avoided, since a right answer has its price too; no answer "
        "costs what the dearest would."
    ),
    part="triage",
    unit="minutes",
    better="less",
    how=mean_of(cost),
    game="opensoc",
    least=0,
)
