"""How far an intruder had come when first acted on."""

from watchfloor.evaluation.metric import Metric, ratio_of
from watchfloor.evaluation.redraws import Row
from watchfloor.evaluation.result import Result
from watchfloor.evaluation.survival import incidents


def _strength(result: Result) -> Row | None:
    found = [it["strength"] for it in incidents(result) if it["family"] == "security"]
    reached = sum(1.0 if it is None else it for it in found)
    return (reached, len(found)) if found else None


METRIC = Metric(
    name="stage_at_containment",
    summary=(
        "The strength that an intrusion had reached when it was first held or ended, as a "
        "share of all it can reach, over all intrusions that broke out; 1 for those never "
        "touched."
    ),
    trap=(
        "Turns are no measure of harm; in triage the stage is set by the alert and not by "
        "whoever answers it, so it is the war-room's alone."
    ),
    part="restraint",
    unit="share",
    better="less",
    how=ratio_of(_strength),
    game="logsentinel",
    least=0,
    most=1,
)
