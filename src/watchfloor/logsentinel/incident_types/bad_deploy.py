"""A release that fails."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="bad_deploy",
    summary=(
        "A release has a fault: requests fail and what still works needs more capacity, from "
        "minutes after it went out, on one service and its callers."
    ),
    family="operational",
    slots=("web", "api", "auth", "workers", "search"),
    effects=(("error", parts("0.35")), ("capacity", parts("0.15"))),
    growth=parts("0.333"),
    severity=2,
    contained_by=("circuit_break", "disable_feature"),
    fixed_by=("rollback",),
    causes=("cache_stampede", "pool_exhaustion", "queue_backlog"),
    footprint=(7, 151),
)
