"""Close the way out."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="block_egress",
    summary=(
        "Let nothing out of the service but to known places; what it needs from elsewhere fails."
    ),
    role="security_analyst",
    delay=1,
    works_at_edge=True,
    error=parts("0.05"),
    error_ticks=12,
)
