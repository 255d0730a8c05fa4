"""How well a policy knows what to leave to others."""

from watchfloor.evaluation.calibration import aurc
from watchfloor.evaluation.metric import Metric, Whole

METRIC = Metric(
    name="aurc",
    summary=(
        "The area under the share of wrong answers over the share answered, from the surest "
        "answer on, with escalated alerts answered last."
    ),
    trap=(
        "Abstaining from everything is safe and useless, which coverage shows; equally sure "
        "answers stand in no order."
    ),
    part="calibration",
    unit="share",
    better="less",
    how=Whole(aurc),
    game="opensoc",
    least=0,
    most=1,
)
