"""A copy of the database that was announced."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="backup_window",
    summary=(
        "A full copy of a database is made in an approved window; it reads everything and sends "
        "much to where copies are kept. It ends by itself."
    ),
    family="harmless",
    slots=("primary", "first_replica"),
    effects=(("load", parts("0.18")),),
    growth=parts("0.500"),
    footprint=(0, 0),
)
