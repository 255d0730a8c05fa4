"""A reader who follows the runbook comes to the right answer."""

from watchfloor.opensoc import analyst
from watchfloor.opensoc.gate import Gate, Submission

_CAREFUL = analyst.Habits()


def _objection(found: Submission) -> str:
    answer, _ = analyst.reads(found.events, found.records, _CAREFUL, found.sighted)
    if found.truth is None or answer == found.truth.answer:
        return ""
    return f"a careful reader comes to {answer}, so the incident is not clear"


GATE = Gate(
    name="is_readable",
    law="A reader who follows the runbook comes to the right answer.",
    round="proof",
    objection=_objection,
)
