"""What happens is well inside or well outside the hours of a record."""

from watchfloor.opensoc import hours
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for record in found.records:
        for signal in found.signals:
            if hours.is_near(record, signal.host, signal.first, signal.last):
                place = f"the hours of {record.subject}"
                return f"{signal.rule} at {signal.proof[0]!r} is too near to {place}"
    return ""


GATE = Gate(
    name="clear_of_hours",
    law="What happens is well inside or well outside the hours of a record.",
    round="proof",
    objection=_objection,
)
