"""How many hostile alerts are taken for such."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _hit(found: dict[str, Any]) -> bool | None:
    return found["answer"] not in {"", "dismiss"} if found["malicious"] else None


METRIC = Metric(
    name="attack_recall",
    summary="The hostile alerts that are not dismissed, over all hostile alerts.",
    trap=(
        "Whatever is not dismissed is an alarm, and no answer is none; who dismisses nothing has 1."
    ),
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(_hit)),
    game="opensoc",
    least=0,
    most=1,
)
