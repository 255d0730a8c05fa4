"""What share of containments is right."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.restraint import share_of_orders

METRIC = Metric(
    name="action_precision",
    summary="The containments that are called for, over all containments of all episodes.",
    trap=(
        "Added up over orders, not averaged over episodes, so that whoever orders much "
        "counts much; undefined for whoever orders nothing."
    ),
    part="restraint",
    unit="share",
    better="more",
    how=share_of_orders(lambda it: it["right"]),
    least=0,
    most=1,
)
