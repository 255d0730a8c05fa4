"""How many harmless alerts are taken for hostile."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _alarm(found: dict[str, Any]) -> bool | None:
    return None if found["malicious"] else found["answer"] not in {"", "dismiss"}


METRIC = Metric(
    name="attack_false_alarms",
    summary=(
        "The harmless alerts that are answered with something else than dismissal, over all "
        "harmless alerts."
    ),
    trap="No answer is no alarm here, and a miss elsewhere.",
    part="triage",
    unit="share",
    better="less",
    how=share_of(asked(_alarm)),
    game="opensoc",
    least=0,
    most=1,
)
