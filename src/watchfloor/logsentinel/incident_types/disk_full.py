"""A database without room to write."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="disk_full",
    summary=(
        "The volume of a database fills up, at first without any harm, and then it cannot write "
        "any more."
    ),
    family="operational",
    slots=("primary", "first_replica"),
    effects=(("disk", parts("0.08")),),
    growth=parts("0.250"),
    severity=2,
    contained_by=("throttle_writes",),
    fixed_by=("expand_disk",),
    causes=("database_saturation", "replication_lag"),
    footprint=(48, 461),
)
