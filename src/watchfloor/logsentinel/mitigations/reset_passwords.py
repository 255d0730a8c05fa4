"""Make people choose new passwords."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="reset_passwords",
    summary=(
        "End the sessions of the accounts that were tried and make their owners choose new "
        "passwords."
    ),
    role="security_analyst",
    delay=2,
    is_risky=True,
    error=parts("0.15"),
    error_ticks=3,
)
