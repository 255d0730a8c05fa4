"""How often evidence changes hands."""

from watchfloor.evaluation.metric import Metric, mean_of

METRIC = Metric(
    name="handoffs",
    summary="The hand-offs of an episode, on average.",
    trap=(
        "Handing to and fro looks like teamwork, so what colleagues needed and got stands "
        "beside it."
    ),
    part="conduct",
    unit="count",
    better="neither",
    how=mean_of(lambda it: it.reading.get("handoffs")),
    game="logsentinel",
    least=0,
)
