"""What share of containments had evidence before."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.restraint import share_of_orders

METRIC = Metric(
    name="egar_micro",
    summary=(
        "The containments about whose target trusted evidence was seen before, over all "
        "containments; in triage, those that cite something that was shown."
    ),
    trap="Added up over orders, so that an episode without any does not count as a failure.",
    part="restraint",
    unit="share",
    better="more",
    how=share_of_orders(lambda it: it["gated"]),
    least=0,
    most=1,
)
