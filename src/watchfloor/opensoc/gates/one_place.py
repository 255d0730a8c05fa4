"""Nobody signs in from inside and outside in one hour, or from two places outside."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.entities import is_outside


def _objection(found: Submission) -> str:
    places: dict[str, set[str]] = {}
    for event in found.events:
        if event.type == "sign_in" and event.outcome == "success":
            place = event.source_ip if is_outside(event.source_ip) else "inside"
            seen = places.setdefault(event.user, set())
            seen.add(place)
            if len(seen) > 1:
                return f"event {event.id!r} has {event.user!r} in two places"
    return ""


GATE = Gate(
    name="one_place",
    law="Nobody signs in from inside and outside in one hour, or from two places outside.",
    round="story",
    objection=_objection,
)
