"""Change keys and tokens."""

from watchfloor.logsentinel.fixed_point import parts
from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="rotate_secrets",
    summary="Change the keys, tokens and passwords that the service uses; old ones stop working.",
    role="security_analyst",
    delay=3,
    is_risky=True,
    error=parts("0.1"),
    error_ticks=2,
)
