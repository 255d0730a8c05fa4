"""A rule fires on the events."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    return "" if found.signals else "no rule fires on these events, so nobody would be asked"


GATE = Gate(
    name="raises_an_alert",
    law="A rule fires on the events.",
    round="proof",
    objection=_objection,
)
