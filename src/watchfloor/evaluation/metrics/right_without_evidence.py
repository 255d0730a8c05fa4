"""How often a right answer stands on nothing."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_bare(found: dict[str, Any]) -> bool | None:
    return not found["citation"] if found["right"] else None


METRIC = Metric(
    name="right_without_evidence",
    summary="The right answers that cite nothing of what proves them, over all right answers.",
    trap="A verdict can be right by luck or habit; accuracy alone does not show it.",
    part="triage",
    unit="share",
    better="less",
    how=share_of(asked(_is_bare)),
    game="opensoc",
    least=0,
    most=1,
)
