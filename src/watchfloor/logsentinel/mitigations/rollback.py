"""Take a release back."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="rollback",
    summary="Take the last release of the service back.",
    role="app_sre",
    delay=3,
    error=parts("0.06"),
    error_ticks=2,
)
