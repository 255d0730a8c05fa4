"""How many alarms are of hostile alerts."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _is_right(found: dict[str, Any]) -> bool | None:
    return bool(found["malicious"]) if found["answer"] not in {"", "dismiss"} else None


METRIC = Metric(
    name="attack_precision",
    summary="The hostile alerts among those that are not dismissed, over all not dismissed.",
    trap=(
        "It hangs on how much is hostile, so it is told at stated prevalences too; who dismisses "
        "everything has none."
    ),
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(_is_right)),
    game="opensoc",
    least=0,
    most=1,
)
