"""Build the missing index."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="add_index",
    summary="Build an index while the database runs, which costs capacity until it is done.",
    role="db_sre",
    delay=4,
    capacity_lost=parts("0.15"),
    capacity_ticks=4,
)
