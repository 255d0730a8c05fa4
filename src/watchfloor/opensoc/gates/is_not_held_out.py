"""The incident is none of the frozen ones that are kept for evaluation."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.opensoc.held_out import HELD_OUT


def _objection(found: Submission) -> str:
    is_held_out = found.mark in HELD_OUT
    return "the incident is one of those kept for evaluation" if is_held_out else ""


GATE = Gate(
    name="is_not_held_out",
    law="The incident is none of the frozen ones that are kept for evaluation.",
    round="proof",
    objection=_objection,
)
