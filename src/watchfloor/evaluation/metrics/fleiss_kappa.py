"""How far plays of a world agree beyond chance."""

from watchfloor.evaluation.agreement import kappa, ratings
from watchfloor.evaluation.metric import Metric, Sums

METRIC = Metric(
    name="fleiss_kappa",
    summary="The kappa of Fleiss over the answers to alerts that were played several times.",
    trap=(
        "Not defined for a constant answer; the war-room has no fixed set of decisions, "
        "there the unanimous share stands alone."
    ),
    part="conduct",
    unit="share",
    better="neither",
    how=Sums(ratings, kappa),
    game="opensoc",
    least=-1,
    most=1,
)
