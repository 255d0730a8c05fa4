"""Make connections anew."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="recycle_pool",
    summary="Close the connections of the service to the database and open others.",
    role="db_sre",
    delay=1,
    error=parts("0.08"),
    error_ticks=1,
    changes=(Change("pool", "set", parts("0.4")),),
)
