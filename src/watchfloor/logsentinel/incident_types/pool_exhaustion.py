"""Connections that are taken and not given back."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="pool_exhaustion",
    summary=(
        "Code that came with a release or a feature takes connections to the database and does "
        "not give them back, until requests wait in vain while the database is idle."
    ),
    family="operational",
    slots=("api", "auth"),
    effects=(("pool", parts("0.1")),),
    growth=parts("0.167"),
    severity=2,
    contained_by=("restart", "recycle_pool"),
    fixed_by=("disable_feature", "rollback"),
    causes=("cache_stampede", "queue_backlog"),
    footprint=(58, 282),
)
