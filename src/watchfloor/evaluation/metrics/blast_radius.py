"""Wrong containments for each right one."""

from watchfloor.evaluation.metric import Metric, mean_of
from watchfloor.evaluation.restraint import blast

METRIC = Metric(
    name="blast_radius",
    summary=(
        "The containments that are not called for over those that are, at least one, "
        "averaged over the episodes that contained anything."
    ),
    trap=(
        "Two wrong ones count 2 beside none or one that is right, and 1 beside two: counts, "
        "not damage; it is here for comparison."
    ),
    part="restraint",
    unit="count",
    better="less",
    how=mean_of(blast),
    least=0,
)
