"""Filter requests by a pattern."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="filter_requests",
    summary=(
        "Refuse the requests that fit a pattern at the web firewall; some honest ones fit it too."
    ),
    role="security_analyst",
    delay=2,
    works_at_edge=True,
    error=parts("0.02"),
    error_ticks=10,
)
