"""A script on the web server that runs what it is sent."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="web_shell",
    summary=(
        "Somebody left a script on the web server that runs whatever it is sent, and works from "
        "there. Users notice nothing."
    ),
    family="security",
    slots=("web",),
    effects=(("compromise", parts("0.06")),),
    growth=parts("0.100"),
    damage=parts("0.8"),
    severity=1,
    contained_by=("isolate_host", "block_egress"),
    fixed_by=("reimage_host",),
    needs_containment=True,
    footprint=(0, 0),
)
