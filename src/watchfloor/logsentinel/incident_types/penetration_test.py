"""Attacks that were ordered."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="penetration_test",
    summary=(
        "A firm that was hired for it attacks a service within agreed hours, and stops by itself."
    ),
    family="harmless",
    slots=("web", "api", "auth"),
    effects=(("error", parts("0.02")),),
    growth=parts("0.500"),
    footprint=(0, 2),
)
