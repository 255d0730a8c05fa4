"""Shut an account out."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="disable_account",
    summary="Shut the account that is suspected out of the service and end its sessions.",
    role="security_analyst",
    delay=1,
    error=parts("0.01"),
    error_ticks=2,
)
