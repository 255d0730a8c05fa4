"""How many tokens are written in an episode."""

from watchfloor.evaluation.costs import usage
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="tokens_out",
    summary="The tokens written by models in an episode, on average.",
    trap="Models count tokens each in their own way.",
    part="conduct",
    unit="tokens",
    better="neither",
    how=mean_of(lambda it: usage(it, "tokens_out")),
    least=0,
)
