"""Many entries of the cache gone at once."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="cache_stampede",
    summary=(
        "Many entries ran out of the cache at once and everybody computes them anew at the same "
        "time, so that reads fall upon the databases. Emptying the cache makes it worse."
    ),
    family="operational",
    slots=("cache",),
    effects=(("miss", parts("0.8")),),
    growth=parts("0.333"),
    severity=2,
    contained_by=("rate_limit",),
    fixed_by=("coalesce_cache",),
    causes=("database_saturation", "pool_exhaustion"),
    footprint=(142, 575),
)
