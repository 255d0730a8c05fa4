"""Switch a feature off."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="disable_feature",
    summary="Switch off the newest feature of the service; who used it gets errors.",
    role="app_sre",
    delay=1,
    error=parts("0.04"),
    error_ticks=12,
)
