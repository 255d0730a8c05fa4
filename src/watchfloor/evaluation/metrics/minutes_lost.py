"""How much of the trouble users went through."""

from watchfloor.evaluation.metric import Metric, ratio_of
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result


def _lost(result: Result) -> Row | None:
    found = result.reading
    return (found["minutes_lost"], found["minutes_untouched"]) if "minutes_lost" in found else None


METRIC = Metric(
    name="minutes_lost",
    summary=(
        "What users lost, over what they would have lost if nobody had done anything, over "
        "all episodes."
    ),
    trap="Above 1 the team did more harm than the incidents.",
    part="incidents",
    unit="share",
    better="less",
    how=ratio_of(_lost),
    game="logsentinel",
    least=0,
)
