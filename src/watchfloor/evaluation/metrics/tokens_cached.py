"""How many tokens are read from a cache of the endpoint in an episode."""

from watchfloor.evaluation.costs import usage
from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="tokens_cached",
    summary="The tokens read from a cache of the endpoint by models in an episode, on average.",
    trap="Models count tokens each in their own way.",
    part="conduct",
    unit="tokens",
    better="neither",
    how=mean_of(lambda it: usage(it, "cached")),
    least=0,
)
