"""Add instances."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="scale_out",
    summary="Add instances for a while; more workers drain the queue faster.",
    role="app_sre",
    delay=3,
    capacity_lost=parts("-0.3"),
    capacity_ticks=20,
    drain_ticks=20,
)
