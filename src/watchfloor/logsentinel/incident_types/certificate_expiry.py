"""A certificate that ran out."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="certificate_expiry",
    summary=(
        "A certificate ran out and clients refuse to connect, all at once and at full strength. "
        "There is no relief before it is renewed."
    ),
    family="operational",
    slots=("edge", "api", "auth"),
    effects=(("error", parts("0.85")),),
    growth=parts("1"),
    severity=1,
    fixed_by=("renew_certificate",),
    causes=("pool_exhaustion", "queue_backlog"),
    footprint=(18, 380),
)
