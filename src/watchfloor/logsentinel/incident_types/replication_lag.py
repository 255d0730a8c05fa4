"""A replica that falls behind."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="replication_lag",
    summary=(
        "A replica applies changes more slowly than they are made and falls behind, so that "
        "readers see old data and are sent to the primary. A failover meanwhile loses what it "
        "has not copied."
    ),
    family="operational",
    slots=("first_replica", "second_replica"),
    effects=(("lag", parts("0.25")),),
    growth=parts("0.167"),
    severity=3,
    contained_by=("throttle_writes",),
    fixed_by=("rebuild_replica",),
    causes=("database_saturation", "disk_full"),
    footprint=(12, 91),
)
