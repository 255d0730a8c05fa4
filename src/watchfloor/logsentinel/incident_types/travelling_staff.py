"""Somebody at work from elsewhere."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="travelling_staff",
    summary=(
        "Somebody works on a journey that was announced and signs in from where they never did."
    ),
    family="harmless",
    slots=("auth", "bastion"),
    growth=parts("0.500"),
    footprint=(0, 0),
)
