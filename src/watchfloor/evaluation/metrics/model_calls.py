"""How often a model is asked in an episode."""

from watchfloor.evaluation.costs import usage
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="model_calls",
    summary="The completions of an episode, on average.",
    trap="One episode is several calls where a role has several turns.",
    part="conduct",
    unit="count",
    better="neither",
    how=mean_of(lambda it: usage(it, "calls")),
    least=0,
)
