"""Stop calling what fails."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="circuit_break",
    summary="Answer from a default instead of calling what fails.",
    role="app_sre",
    delay=1,
    error=parts("0.05"),
    error_ticks=6,
)
