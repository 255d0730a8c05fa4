"""Stolen passwords tried against many accounts."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.incident_type import IncidentType

INCIDENT_TYPE = IncidentType(
    name="credential_stuffing",
    summary=(
        "Pairs of names and passwords that were stolen elsewhere are tried in masses against "
        "the sign-in, which slows down, and some of them work."
    ),
    family="security",
    slots=("auth",),
    effects=(("load", parts("0.65")), ("compromise", parts("0.01"))),
    growth=parts("0.167"),
    damage=parts("0.5"),
    severity=2,
    contained_by=("block_addresses", "rate_limit"),
    fixed_by=("reset_passwords",),
    needs_containment=True,
    footprint=(0, 109),
)
