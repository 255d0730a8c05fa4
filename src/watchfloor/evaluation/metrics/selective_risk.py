"""How often what is decided is wrong."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_wrong(found: dict[str, Any]) -> bool | None:
    return None if found["decision"] == "escalate" else not found["right"]


METRIC = Metric(
    name="selective_risk",
    summary=(
        "The share of wrong answers among alerts answered with something else than escalation."
    ),
    trap=(
        "It falls by escalating whatever is hard, so coverage stands beside it; no answer "
        "is a wrong one."
    ),
    part="calibration",
    unit="share",
    better="less",
    how=share_of(asked(_is_wrong)),
    game="opensoc",
    least=0,
    most=1,
)
