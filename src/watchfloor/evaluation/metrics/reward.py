"""What the seats under test earned."""

from watchfloor.evaluation.earned import points
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="reward",
    summary=(
        "The mean of what the seats of the policy under test earned in an episode, in points."
    ),
    trap=(
        "Scales differ between recipes and scenarios, so it is compared within one of each; "
        "where one policy plays both sides of triage the defender is meant."
    ),
    part="score",
    unit="points",
    better="more",
    how=mean_of(points),
)
