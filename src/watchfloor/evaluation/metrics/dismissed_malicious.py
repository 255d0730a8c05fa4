"""How often something hostile is dismissed."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_dismissed(found: dict[str, Any]) -> bool | None:
    return found["answer"] == "dismiss" if found["malicious"] else None


METRIC = Metric(
    name="dismissed_malicious",
    summary="The hostile alerts that are dismissed, over all hostile alerts.",
    trap="The dearest mistake; who never dismisses has 0 and floods everybody else.",
    part="triage",
    unit="share",
    better="less",
    how=share_of(asked(_is_dismissed)),
    game="opensoc",
    least=0,
    most=1,
)
