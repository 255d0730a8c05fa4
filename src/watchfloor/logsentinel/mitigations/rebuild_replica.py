"""Copy a replica anew."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="rebuild_replica",
    summary="Make a replica anew from a copy of the primary; until then it serves half.",
    role="db_sre",
    delay=6,
    capacity_lost=parts("0.5"),
    capacity_ticks=6,
    changes=(Change("lag", "set", 16, slots=("first_replica", "second_replica")),),
)
