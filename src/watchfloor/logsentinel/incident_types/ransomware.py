"""Files encrypted for money."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="ransomware",
    summary=(
        "A program encrypts files on a machine and goes on to its neighbours; first little is "
        "seen, then the service fails."
    ),
    family="security",
    slots=("workers", "search", "bastion"),
    effects=(("error", parts("0.6")), ("compromise", parts("0.08"))),
    growth=parts("0.072"),
    damage=parts("1.2"),
    severity=1,
    contained_by=("isolate_host",),
    fixed_by=("restore_backup",),
    needs_containment=True,
    footprint=(10, 108),
)
