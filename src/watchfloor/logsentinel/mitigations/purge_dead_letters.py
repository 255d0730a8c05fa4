"""Put aside what cannot be handled."""

from watchfloor.logsentinel.mitigation import Mitigation

MITIGATION = Mitigation(
    name="purge_dead_letters",
    summary="Put the messages that cannot be handled aside, so that the rest is handled.",
    role="app_sre",
    delay=2,
)
