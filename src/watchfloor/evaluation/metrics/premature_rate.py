"""How often it is ended too early."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.result import Result


def _is_premature(result: Result) -> bool | None:
    found = result.reading
    if found.get("mode") == "casework" and "answer" in found:
        return not found["relevant_seen"]
    return bool(found["premature"]) if found.get("reported") else None


METRIC = Metric(
    name="premature_rate",
    summary=(
        "The reports made while an incident was open, over all reports; in casework the "
        "answers before anything that proves one was shown, over all answers."
    ),
    trap="An early end is quick and looks efficient, so it stands beside the times.",
    part="conduct",
    unit="share",
    better="less",
    how=share_of(_is_premature),
    least=0,
    most=1,
)
