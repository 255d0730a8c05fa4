"""F1 over the five answers, each counted alike."""

from watchfloor.evaluation.confusion import macro_f1, of_table
from watchfloor.evaluation.metric import Metric

METRIC = Metric(
    name="macro_f1",
    summary="The mean of F1 over the answers that were right or given somewhere.",
    trap=(
        "No answer at all is a miss of what was right and nobody's false alarm; an answer "
        "that never came up is left out, not counted as 0."
    ),
    part="triage",
    unit="share",
    better="more",
    how=of_table(macro_f1),
    game="opensoc",
    least=0,
    most=1,
    fewest=50,
)
