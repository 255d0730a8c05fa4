"""More traffic than the edge can take, on purpose."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="flood",
    summary=(
        "Many machines send as much as they can, so that the users cannot get through. It may "
        "be there to distract from something quiet."
    ),
    family="security",
    slots=("edge",),
    effects=(("error", parts("0.05")), ("traffic", parts("1.3"))),
    growth=parts("0.250"),
    damage=parts("0.15"),
    severity=2,
    contained_by=("rate_limit", "block_addresses"),
    fixed_by=("scrub_traffic",),
    footprint=(7, 100),
)
