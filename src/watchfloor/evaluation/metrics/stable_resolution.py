"""How often all is well and stays so."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.result import Result


def _is_stable(result: Result) -> bool | None:
    return bool(result.reading["stable"]) if result.reading.get("incidents") else None


METRIC = Metric(
    name="stable_resolution",
    summary=(
        "The share of episodes with incidents in which all were ended and every service is "
        "well for the last ten minutes to the horizon, left alone after the report."
    ),
    trap=(
        "An intruder who was thrown out without being held comes back: the world goes on to "
        "its horizon before it is judged; where a room never reports, the last minute alone "
        "is seen."
    ),
    part="incidents",
    unit="share",
    better="more",
    how=share_of(_is_stable),
    game="logsentinel",
    least=0,
    most=1,
)
