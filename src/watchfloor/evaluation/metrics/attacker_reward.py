"""What the attacker earned."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.result import Result
from watchfloor.play.reward import ONE


def _points(result: Result) -> float | None:
    earned = result.rewards.get("attacker")
    return None if earned is None else earned / ONE


METRIC = Metric(
    name="attacker_reward",
    summary="The mean of what the attacker earned in an episode of self-play, in points.",
    trap=(
        "An attacker can earn by a weak defender as well as by skill, so it is read for one "
        "defender at a time."
    ),
    part="score",
    unit="points",
    better="more",
    how=mean_of(_points),
    game="opensoc",
)
