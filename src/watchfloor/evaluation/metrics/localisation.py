"""How near claims come to what is wrong and where."""

from watchfloor.evaluation.metric import Metric, ratio_of
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents


def _located(result: Result) -> Row | None:
    found = incidents(result)
    claimed = sum(it["claimed"] for it in result.reading.get("proposals", ()))
    credit = sum(it["located"] for it in found)
    return (credit, max(len(found), claimed)) if found else None


METRIC = Metric(
    name="localisation",
    summary=(
        "For each real incident the best of the causes claimed: 1 for its type on its "
        "service, half as much for each call between the services, half for another type of "
        "its family, a quarter for any other; over all incidents, or over the causes "
        "claimed where those are more."
    ),
    trap=(
        "All or nothing hides who is nearly right; naming everything is answered by the "
        "larger number below."
    ),
    part="incidents",
    unit="share",
    better="more",
    how=ratio_of(_located),
    game="logsentinel",
    least=0,
    most=1,
)
