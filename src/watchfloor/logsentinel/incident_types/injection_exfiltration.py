"""Data taken out through a parameter."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="injection_exfiltration",
    summary=(
        "Somebody writes statements into a parameter of the interface and reads tables out "
        "through it. Users notice nothing. What was read can be used as long as the secrets "
        "stay the same."
    ),
    family="security",
    slots=("api",),
    effects=(("error", parts("0.04")),),
    growth=parts("0.100"),
    damage=parts("1"),
    severity=1,
    contained_by=("filter_requests", "block_egress"),
    fixed_by=("rotate_secrets",),
    needs_containment=True,
    footprint=(2, 15),
)
