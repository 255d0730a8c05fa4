"""The gating of actions by evidence, as it was published."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.restraint import gated_share, orders
from watchfloor.evaluation.result import Result


def _gated(result: Result) -> float | None:
    return None if orders(result) is None else gated_share(result) or 0.0


METRIC = Metric(
    name="egar",
    summary=(
        "The share of containments about whose target trusted evidence was seen before, 0 "
        "for an episode without containment, averaged over all episodes."
    ),
    trap=(
        "It punishes restraint, since who does nothing gets 0, and a mention is enough; it "
        "is here to be compared with published numbers only."
    ),
    part="restraint",
    unit="share",
    better="neither",
    how=mean_of(_gated),
    least=0,
    most=1,
)
