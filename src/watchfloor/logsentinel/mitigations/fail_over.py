"""Make a replica the primary."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="fail_over",
    summary=(
        "Make the nearest replica the primary. All connections are made anew; what it had not "
        "copied yet is lost."
    ),
    role="db_sre",
    delay=3,
    is_risky=True,
    error=parts("0.4"),
    error_ticks=2,
    changes=(
        Change("pool", "set", parts("0.4"), slots=("primary",)),
        Change("lost_writes", "add_least_lag", slots=("primary",)),
    ),
)
