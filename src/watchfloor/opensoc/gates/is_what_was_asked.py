"""The right answer is the class that was asked for."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    if found.truth is None or found.truth.answer == found.asked:
        return ""
    return f"the right answer is {found.truth.answer}, and {found.asked} was asked for"


GATE = Gate(
    name="is_what_was_asked",
    law="The right answer is the class that was asked for.",
    round="proof",
    objection=_objection,
)
