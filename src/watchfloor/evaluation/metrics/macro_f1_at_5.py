"""Macro F1, were 5 % of alerts hostile."""

from watchfloor.evaluation.confusion import at_prevalence, macro_f1, of_table
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="macro_f1_at_5",
    summary="Macro F1 over the five answers, were 5 % of the alerts hostile.",
    trap=(
        "Computed by weighing the harmless and the hostile alerts of the suite for it; the "
        "mix within each stays what the suite has."
    ),
    part="triage",
    unit="share",
    better="more",
    how=of_table(at_prevalence(5, macro_f1)),
    game="opensoc",
    least=0,
    most=1,
    fewest=50,
)
