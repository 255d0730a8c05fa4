"""How much is asked."""

from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="calls",
    summary="The look-ups or queries of an episode, on average.",
    trap="Fewer is better only at the same score.",
    part="conduct",
    unit="count",
    better="neither",
    how=mean_of(lambda it: it.reading.get("calls")),
    least=0,
)
