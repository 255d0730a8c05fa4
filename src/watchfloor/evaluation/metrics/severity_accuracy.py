"""How often the severity of a right cause is right."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents


def _count(result: Result) -> tuple[int, int] | None:
    claimed = [it for it in incidents(result) if it["claimed"]]
    return (sum(it["severity_right"] for it in claimed), len(claimed)) if claimed else None


METRIC = Metric(
    name="severity_accuracy",
    summary=(
        "The right causes claimed whose severity is that of the incident, over all right "
        "causes claimed."
    ),
    trap="A severity on a wrong cause says nothing, so it is asked of the right ones only.",
    part="incidents",
    unit="share",
    better="more",
    how=Share(_count),
    game="logsentinel",
    least=0,
    most=1,
)
