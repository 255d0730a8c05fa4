"""Cut a machine off."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="isolate_host",
    summary=(
        "Cut the machine that is suspected off from everything but the sensors; the service "
        "does without it for half an hour."
    ),
    role="security_analyst",
    delay=1,
    is_risky=True,
    error=parts("0.02"),
    error_ticks=2,
    capacity_lost=parts("0.33"),
    capacity_ticks=30,
)
