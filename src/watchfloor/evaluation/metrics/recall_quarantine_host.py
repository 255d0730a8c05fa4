"""How much of what is `quarantine_host` is answered so."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _hit(found: dict[str, Any]) -> bool | None:
    return bool(found["right"]) if found["truth"] == "quarantine_host" else None


METRIC = Metric(
    name="recall_quarantine_host",
    summary=(
        "The alerts rightly answered with `quarantine_host` over those for which it is right."
    ),
    trap="A constant answer has 1 here, so precision stands beside it.",
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(_hit)),
    game="opensoc",
    least=0,
    most=1,
)
