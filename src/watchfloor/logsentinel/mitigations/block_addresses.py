"""Turn sources away."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="block_addresses",
    summary="Turn away the addresses that send most of what is unwanted; some users share them.",
    role="security_analyst",
    delay=1,
    works_at_edge=True,
    error=parts("0.02"),
    error_ticks=8,
)
