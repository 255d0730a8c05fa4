"""How many crafted incidents are told by no campaign."""

from watchfloor.evaluation.metric import Metric, share_of
from watchfloor.evaluation.result import Result


def _is_novel(result: Result) -> bool | None:
    found = result.reading.get("attacker")
    return bool(found["novel"]) if found and found["admitted"] else None


METRIC = Metric(
    name="attacker_novelty",
    summary=(
        "The share of incidents that passed the gate whose open signs follow no campaign of "
        "the world."
    ),
    trap="Names and times do not make an incident new.",
    part="triage",
    unit="share",
    better="more",
    how=share_of(_is_novel),
    game="opensoc",
    least=0,
    most=1,
)
