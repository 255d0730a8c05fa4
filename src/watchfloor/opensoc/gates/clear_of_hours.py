"""What happens is well inside or well outside the hours of a record."""

from watchfloor.opensoc import hours
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for record in found.records:
        if record.kind != "work":
            continue
        for signal in found.signals:
            for event in signal.events:
                if hours.is_near(record, event.host, event.second, event.second):
                    place = f"the hours of {record.subject}"
                    return f"{signal.rule} at {event.id!r} is too near to an end of {place}"
    return ""


GATE = Gate(
    name="clear_of_hours",
    law="What happens is well inside or well outside the hours of a record.",
    round="proof",
    objection=_objection,
)
