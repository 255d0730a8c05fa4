"""How often a harmless incident is treated as if it hurt."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result


def _count(result: Result) -> tuple[int, int] | None:
    there = result.reading.get("herrings")
    return (result.reading["herrings_treated"], there) if there else None


METRIC = Metric(
    name="herrings_treated",
    summary=(
        "The share of harmless incidents on whose service something was ordered that no "
        "real incident calls for."
    ),
    trap="A herring on the service of a real incident is forgiven what that one calls for.",
    part="restraint",
    unit="share",
    better="less",
    how=Share(_count),
    game="logsentinel",
    least=0,
    most=1,
)
