"""Events are in order of time, a second apart or more, within the hour that was asked for."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world import timeline


def _objection(found: Submission) -> str:
    previous = found.begins - 1
    for event in found.action.events:
        try:
            second = timeline.second_of(event.timestamp)
        except ValueError:
            expected = "expected one such as 2029-01-31T09:00:00Z"
            return f"event {event.log_id!a} has timestamp {event.timestamp!a}, {expected}"
        if not previous < second <= found.begins + timeline.HOUR:
            return f"event {event.log_id!a} is out of order, or outside the hour of the window"
        previous = second
    return ""


GATE = Gate(
    name="in_time",
    law="Events are in order of time, a second apart or more, within the hour that was asked for.",
    round="words",
    objection=_objection,
)
