"""How much of the damage of intruders was let happen."""

from watchfloor.evaluation.metric import Metric, ratio_of
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result


def _damage(result: Result) -> Row | None:
    whole = result.reading.get("damage_untouched")
    return (result.reading["damage"], whole) if whole else None


METRIC = Metric(
    name="damage_missed",
    summary=(
        "The damage that intrusions did, over what they would have done if nobody had done "
        "anything."
    ),
    trap="Read beside collateral damage: who switches everything off stops every intruder.",
    part="restraint",
    unit="share",
    better="less",
    how=ratio_of(_damage),
    game="logsentinel",
    least=0,
)
