"""The correlation of answers and truths."""

from watchfloor.evaluation.confusion import matthews, of_table
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="matthews",
    summary=(
        "The correlation coefficient of Matthews over the five answers and no answer, in "
        "the form for several classes."
    ),
    trap=(
        "A constant answer reaches a share of accuracy, and nothing here: for it this is "
        "not defined."
    ),
    part="triage",
    unit="share",
    better="more",
    how=of_table(matthews),
    game="opensoc",
    least=-1,
    most=1,
)
