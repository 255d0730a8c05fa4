"""How often a role tries what is another's."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result


def _count(result: Result) -> tuple[int, int] | None:
    moves = result.reading.get("moves")
    return (result.reading["wrong_role"], moves) if moves else None


METRIC = Metric(
    name="wrong_role_rate",
    summary=(
        "The queries and mitigations that belong to another role, over all moves of all episodes."
    ),
    trap="They change nothing but cost the turn.",
    part="conduct",
    unit="share",
    better="less",
    how=Share(_count),
    game="logsentinel",
    least=0,
    most=1,
)
