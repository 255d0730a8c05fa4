"""How often anything is contained."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.restraint import orders
from watchfloor.evaluation.result import Result


def _contains(result: Result) -> bool | None:
    found = orders(result)
    return None if found is None else bool(found)


METRIC = Metric(
    name="containment_rate",
    summary="The share of episodes with at least one containment.",
    trap="More is not better: it stands beside the false positives.",
    part="restraint",
    unit="share",
    better="neither",
    how=share_of(_contains),
    least=0,
    most=1,
)
