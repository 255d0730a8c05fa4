"""Issue a new certificate."""

from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="renew_certificate",
    summary="Issue a certificate anew and load it.",
    role="app_sre",
    delay=2,
)
