"""How often something harmless is cut off."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_contained(found: dict[str, Any]) -> bool | None:
    return None if found["malicious"] else bool(found["orders"])


METRIC = Metric(
    name="contained_benign",
    summary=(
        "The harmless alerts on which a machine is quarantined or an address blocked, over "
        "all harmless alerts."
    ),
    trap="Read beside what is needlessly escalated: both are too much.",
    part="triage",
    unit="share",
    better="less",
    how=share_of(asked(_is_contained)),
    game="opensoc",
    least=0,
    most=1,
)
