"""What the seats under test earned."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import earned

METRIC = Metric(
    name="reward",
    summary=(
        "The mean over episodes of what the seats under test earned on average, of those that "
        "were judged, in points."
    ),
    trap=(
        "Scales differ between recipes and scenarios, so it is compared within one of each; "
        "where one policy plays both sides both count, so give one side to somebody else."
    ),
    part="score",
    unit="points",
    better="more",
    how=mean_of(earned),
)
