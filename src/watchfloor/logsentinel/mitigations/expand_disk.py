"""Make the volume bigger."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="expand_disk",
    summary="Make the volume of the database bigger.",
    role="db_sre",
    delay=2,
    changes=(Change("disk", "set", parts("0.5")),),
)
