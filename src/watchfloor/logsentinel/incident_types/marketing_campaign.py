"""Visitors who were invited."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="marketing_campaign",
    summary=("Many visitors come at once because they were invited. They leave by themselves."),
    family="harmless",
    slots=("edge",),
    effects=(("traffic", parts("0.45")),),
    growth=parts("0.333"),
    footprint=(0, 0),
)
