"""A scheduled job with an old password."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="cron_failure",
    summary=(
        "A scheduled job signs in with a password that was changed, again and again, until its "
        "time is over."
    ),
    family="harmless",
    slots=("auth",),
    growth=parts("0.500"),
    footprint=(0, 0),
)
