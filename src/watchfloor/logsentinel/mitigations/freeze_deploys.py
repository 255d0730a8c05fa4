"""Let nothing be released."""

from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="freeze_deploys",
    summary="Let nothing be released until the incident is over; it mends nothing by itself.",
    role="incident_commander",
    delay=1,
)
