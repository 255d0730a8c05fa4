"""A machine that takes orders from outside."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="beaconing",
    summary=(
        "An implant on a machine asks a server outside for orders at steady intervals and "
        "spreads when it is told to. Users notice nothing."
    ),
    family="security",
    slots=("web", "workers", "search", "bastion"),
    effects=(("compromise", parts("0.03")),),
    growth=parts("0.100"),
    damage=parts("0.5"),
    severity=2,
    contained_by=("block_egress", "isolate_host"),
    fixed_by=("reimage_host",),
    needs_containment=True,
    footprint=(0, 0),
)
