"""How much of what a colleague needed was handed over."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result


def _count(result: Result) -> tuple[int, int] | None:
    needed = result.reading.get("facts_needed")
    return (result.reading["facts_got"], needed) if needed else None


METRIC = Metric(
    name="sharing_recall",
    summary=(
        "Of what an incident showed roles other than the one whose work ends it, and they "
        "saw, the pieces that one held in the end."
    ),
    trap=(
        "Needed is read off the truth, not off what was asked for; handing over everything "
        "reaches 1, so hand-offs stand beside it."
    ),
    part="conduct",
    unit="share",
    better="more",
    how=Share(_count),
    game="logsentinel",
    least=0,
    most=1,
)
