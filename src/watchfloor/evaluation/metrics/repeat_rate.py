"""How much is asked again."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result


def _count(result: Result) -> tuple[int, int] | None:
    calls = result.reading.get("calls")
    return (min(calls, result.reading["repeats"]), calls) if calls else None


METRIC = Metric(
    name="repeat_rate",
    summary=("The look-ups or queries that were made before or brought nothing, over all of them."),
    trap="In the war-room a second look can bring something new, so some of it is no waste.",
    part="conduct",
    unit="share",
    better="less",
    how=Share(_count),
    least=0,
    most=1,
)
