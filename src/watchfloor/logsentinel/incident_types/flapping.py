"""A check that fails now and then."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="flapping",
    summary=(
        "An instance goes in and out of service, as it has done for weeks; few requests fail "
        "and it recovers by itself."
    ),
    family="harmless",
    slots=("web", "api", "workers", "search"),
    effects=(("error", parts("0.08")),),
    growth=parts("1"),
    footprint=(0, 7),
)
