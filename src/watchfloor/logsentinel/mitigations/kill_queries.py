"""End long statements."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="kill_queries",
    summary="End the statements that have run the longest.",
    role="db_sre",
    delay=1,
    error=parts("0.06"),
    error_ticks=1,
)
