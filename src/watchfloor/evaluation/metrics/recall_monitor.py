"""How much of what is `monitor` is answered so."""

from typing import Any

from watchfloor.evaluation.confusion import asked
from watchfloor.evaluation.metric import Metric, share_of


def _hit(found: dict[str, Any]) -> bool | None:
    return bool(found["right"]) if found["truth"] == "monitor" else None


METRIC = Metric(
    name="recall_monitor",
    summary="The alerts rightly answered with `monitor` over those for which it is right.",
    trap="A constant answer has 1 here, so precision stands beside it.",
    part="triage",
    unit="share",
    better="more",
    how=share_of(asked(_hit)),
    game="opensoc",
    least=0,
    most=1,
)
