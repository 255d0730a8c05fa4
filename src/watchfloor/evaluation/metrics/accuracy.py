"""How often the answer is right."""

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of

METRIC = Metric(
    name="accuracy",
    summary="The share of alerts answered as the runbook has it.",
    trap=(
        "The commonest answer alone reaches its share, so macro F1 and the lazy policies "
        "stand beside it."
    ),
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(lambda it: it["right"])),
    game="opensoc",
    least=0,
    most=1,
)
