"""Data taken by somebody who may read it."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="insider_theft",
    summary=(
        "Somebody with rights reads far more than the job needs, and takes it out. Users notice "
        "nothing. Whoever it was knows secrets that work without the account."
    ),
    family="security",
    slots=("primary", "bastion", "first_replica"),
    growth=parts("0.083"),
    damage=parts("0.7"),
    severity=2,
    contained_by=("disable_account",),
    fixed_by=("rotate_secrets",),
    needs_containment=True,
    footprint=(0, 0),
)
