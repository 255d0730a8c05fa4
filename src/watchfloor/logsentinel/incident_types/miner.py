"""Somebody else's computing on our machines."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="miner",
    summary=(
        "With a stolen key somebody runs a program that computes for them and takes the "
        "capacity of the service. As long as the key works, it comes back."
    ),
    family="security",
    slots=("workers", "api"),
    effects=(("capacity", parts("0.65")), ("compromise", parts("0.02"))),
    growth=parts("0.167"),
    damage=parts("0.3"),
    severity=3,
    contained_by=("kill_process",),
    fixed_by=("rotate_secrets",),
    needs_containment=True,
    footprint=(0, 182),
)
