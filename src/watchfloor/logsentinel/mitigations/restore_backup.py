"""Set the data back."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="restore_backup",
    summary=(
        "Set the machines and their data up anew from the last clean backup. What was written "
        "since is lost; the machines are clean, and an isolation ends."
    ),
    role="db_sre",
    delay=7,
    is_risky=True,
    error=parts("0.15"),
    error_ticks=3,
    capacity_lost=parts("0.2"),
    capacity_ticks=6,
    changes=(Change("compromise", "set", 0), Change("lost_writes", "add", 64)),
    wipes_memory=True,
    restores=("isolate_host",),
)
