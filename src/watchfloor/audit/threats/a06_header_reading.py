"""Answer by the headline of the alert."""

from watchfloor.audit.threat import Exploit, Threat

THREAT = Threat(
    name="a06_header_reading",
    summary="Severity, category or the name of the rule give the answer away.",
    answer="What happens is drawn before the answer, which only the records know.",
    games=("opensoc",),
    exploits=(Exploit("header_only"),),
)
