"""How often a shift keeps every bound."""

from watchfloor.evaluation.metric import Metric, Whole
from watchfloor.evaluation.shifts import passed

METRIC = Metric(
    name="cardinal_pass",
    summary=(
        "The share of shifts of ten alerts in which nothing that has to be escalated was "
        "dismissed, one other hostile alert at most was, and F1 is at least 0.8."
    ),
    trap="The bounds are ours; they are told with the number.",
    part="triage",
    unit="share",
    better="more",
    how=Whole(passed),
    game="opensoc",
    least=0,
    most=1,
)
