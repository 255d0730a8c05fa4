"""Turn requests away at the edge."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="rate_limit",
    summary="Turn away what is more than clients usually send; users feel it too.",
    role="app_sre",
    delay=1,
    works_at_edge=True,
    shed=parts("0.12"),
    shed_ticks=10,
)
