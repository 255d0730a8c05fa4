"""Start every instance anew."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="restart",
    summary=(
        "Start the instances of the service anew. Connections are given back; what the machines "
        "held in memory is gone, and with it what the endpoint sensors have not sent yet. A "
        "cache starts empty."
    ),
    role="app_sre",
    delay=1,
    error=parts("0.25"),
    error_ticks=1,
    changes=(
        Change("pool", "set", parts("0.4")),
        Change("hit", "set", parts("0.1"), slots=("cache",)),
    ),
    wipes_memory=True,
)
