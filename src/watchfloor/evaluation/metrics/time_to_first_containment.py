"""When something is contained first."""

from watchfloor.evaluation.metric import Metric, Whole
from watchfloor.evaluation.survival import first_orders, median

METRIC = Metric(
    name="time_to_first_containment",
    summary=(
        "The median turn, from 1, of the first containment in episodes that call for one, "
        "by Kaplan and Meier, with those that never contain censored at their end."
    ),
    trap=(
        "A mean over those that acted forgets the others, and later is not better; "
        "undefined if fewer than half ever act."
    ),
    part="restraint",
    unit="turns",
    better="neither",
    how=Whole(lambda found: median(first_orders(found))),
    least=0,
)
