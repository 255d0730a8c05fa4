"""How often an attacker gets what it came for."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.result import Result


def _succeeds(result: Result) -> bool | None:
    found = result.reading
    if "attacker_succeeded" not in found:
        return None
    is_in = found["intruders"] if "intruders" in found else found["attacker_reached"] > 1 / 4
    return bool(found["attacker_succeeded"]) if is_in else None


METRIC = Metric(
    name="attacker_success",
    summary=(
        "The share of episodes with an intruder past the door that end with it there: in "
        "triage one that calls for containment or escalation and gets neither, in the "
        "war-room an intrusion not ended."
    ),
    trap=("Restraint alone looks good without it: missed damage and caused damage are one trade."),
    part="restraint",
    unit="share",
    better="less",
    how=share_of(_succeeds),
    least=0,
    most=1,
)
