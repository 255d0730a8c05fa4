"""The gating of actions by evidence, where there were actions."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.restraint import gated_share

METRIC = Metric(
    name="egar_conditional",
    summary=(
        "The share of containments about whose target trusted evidence was seen before, "
        "averaged over the episodes that had any."
    ),
    trap=(
        "An episode with one order counts as much as one with ten, so it stands beside the "
        "micro one."
    ),
    part="restraint",
    unit="share",
    better="more",
    how=mean_of(gated_share),
    least=0,
    most=1,
)
