"""Set a machine up anew."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="reimage_host",
    summary=(
        "Set the machine that is suspected up anew. It is clean and an isolation ends; what was "
        "in its memory is gone."
    ),
    role="security_analyst",
    delay=5,
    error=parts("0.03"),
    error_ticks=2,
    capacity_lost=parts("0.33"),
    capacity_ticks=5,
    changes=(Change("compromise", "set", 0),),
    wipes_memory=True,
    restores=("isolate_host",),
)
