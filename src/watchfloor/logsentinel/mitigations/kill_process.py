"""End a process."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="kill_process",
    summary="End the process that is suspected and forbid its program.",
    role="security_analyst",
    delay=1,
    error=parts("0.01"),
    error_ticks=1,
)
