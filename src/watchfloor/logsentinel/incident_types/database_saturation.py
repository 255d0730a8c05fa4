"""More work than the primary can do."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="database_saturation",
    summary=(
        "The primary has more work than it can do, mostly from one statement that reads whole "
        "tables because an index is missing; everything that reads or writes gets slower. Left "
        "alone it can use up the connections of those who wait."
    ),
    family="operational",
    slots=("primary",),
    effects=(("load", parts("0.9")),),
    growth=parts("0.125"),
    severity=2,
    contained_by=("kill_queries", "throttle_writes"),
    fixed_by=("add_index",),
    causes=("pool_exhaustion", "replication_lag"),
    footprint=(65, 315),
)
