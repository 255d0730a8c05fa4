"""F1 of telling hostile alerts, were 50 % of them so."""

from watchfloor.evaluation.confusion import f1_at
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="attack_f1_at_50",
    summary="F1 with hostile as what is looked for, were 50 % of the alerts hostile.",
    trap=(
        "Computed by weighing the harmless and the hostile alerts of the suite for it; the "
        "mix within each stays what the suite has."
    ),
    part="triage",
    unit="share",
    better="more",
    how=f1_at(50),
    game="opensoc",
    least=0,
    most=1,
)
