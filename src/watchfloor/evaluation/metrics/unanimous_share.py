"""How often all plays of a world decide alike."""

from watchfloor.evaluation.agreement import unanimous
from watchfloor.evaluation.metric import Metric, Sums, quotient

METRIC = Metric(
    name="unanimous_share",
    summary=(
        "The share of worlds played several times in which every play came to one decision: "
        "the answer, or in the war-room the causes claimed."
    ),
    trap="Who always says the same is unanimous, right or wrong.",
    part="conduct",
    unit="share",
    better="neither",
    how=Sums(unanimous, quotient),
    least=0,
    most=1,
)
