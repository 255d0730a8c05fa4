"""Clean traffic before it arrives."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="scrub_traffic",
    summary="Send what comes from outside through a provider that cleans it, which is slower.",
    role="security_analyst",
    delay=3,
    is_risky=True,
    works_at_edge=True,
    error=parts("0.03"),
    error_ticks=12,
)
