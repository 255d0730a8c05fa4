"""F1 with hostile as what is looked for."""

from watchfloor.evaluation.confusion import attack_f1, of_table
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="attack_f1",
    summary=(
        "F1 of telling hostile alerts from harmless ones, where whatever is not dismissed "
        "is an alarm."
    ),
    trap=(
        "Who dismisses nothing does well where most is hostile, so it is told at a stated "
        "prevalence."
    ),
    part="triage",
    unit="share",
    better="more",
    how=of_table(attack_f1),
    game="opensoc",
    least=0,
    most=1,
)
