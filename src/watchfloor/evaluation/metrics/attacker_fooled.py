"""How often a crafted incident misleads."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.result import Result


def _is_fooled(result: Result) -> bool | None:
    found = result.reading
    return not found["right"] if found.get("attacker") and "right" in found else None


METRIC = Metric(
    name="attacker_fooled",
    summary="The share of crafted incidents that passed the gate and were answered wrongly.",
    trap="A weak defender is misled by anything, so learnability stands beside it.",
    part="triage",
    unit="share",
    better="more",
    how=share_of(_is_fooled),
    game="opensoc",
    least=0,
    most=1,
)
