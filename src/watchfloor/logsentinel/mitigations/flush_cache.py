"""Empty the cache."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Change, Mitigation

MITIGATION = Mitigation(
    name="flush_cache",
    summary="Empty the cache; until it is warm the databases answer.",
    role="app_sre",
    delay=1,
    error=parts("0.05"),
    error_ticks=2,
    changes=(Change("hit", "set", parts("0.1"), slots=("cache",)),),
)
