"""How many moves are none, or cannot be made."""

from watchfloor.evaluation.metric import Metric, Share
from watchfloor.evaluation.result import Result


def _count(result: Result) -> tuple[int, int] | None:
    moves = result.reading.get("moves")
    return (result.reading["invalid"], moves) if moves else None


METRIC = Metric(
    name="invalid_rate",
    summary="The malformed and refused moves over all moves of all episodes.",
    trap="Added up over moves, so a long episode counts more.",
    part="conduct",
    unit="share",
    better="less",
    how=Share(_count),
    least=0,
    most=1,
)
