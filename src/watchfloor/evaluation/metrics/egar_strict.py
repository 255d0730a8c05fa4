"""What share of containments had proof."""

from watchfloor.evaluation.metric import Metric
from watchfloor.evaluation.restraint import share_of_orders

METRIC = Metric(
    name="egar_strict",
    summary=(
        "The containments for which something was cited that is on the list of what shows "
        "the incident they were called for by, over all containments."
    ),
    trap=(
        "That a target was mentioned somewhere proves nothing; this asks for what the "
        "verifier itself would accept."
    ),
    part="restraint",
    unit="share",
    better="more",
    how=share_of_orders(lambda it: it["supported"]),
    least=0,
    most=1,
)
