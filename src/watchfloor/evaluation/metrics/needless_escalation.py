"""How often what need not be is escalated."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_needless(found: dict[str, Any]) -> bool | None:
    return None if found["truth"] == "escalate" else found["answer"] == "escalate"


METRIC = Metric(
    name="needless_escalation",
    summary="The alerts that are escalated though they need not be, over all that need not be.",
    trap=("Escalation is cheap for whoever does it, so it is the hedge of those who do not know."),
    part="triage",
    unit="share",
    better="less",
    how=share_of(asked(_is_needless)),
    game="opensoc",
    least=0,
    most=1,
)
