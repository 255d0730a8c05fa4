"""Slow writes down."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="throttle_writes",
    summary="Let fewer statements write at the same time; some are refused.",
    role="db_sre",
    delay=1,
    error=parts("0.06"),
    error_ticks=8,
)
