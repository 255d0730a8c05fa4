"""Many sign-ins that fail."""

from watchfloor.logsentinel.auth_log_lines import sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "policy.threshold.failed_sign_ins",
        "ALERT",
        {
            "failures_5m": draw.between(120, 2_600),
            "usual_5m": draw.between(6, 28),
            "top_peer": place.naming.addresses[0],
            "top_reason": draw.pick(("INVALID_CREDENTIALS", "invalid_grant")),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sign_in_failures_high",
    summary="Many more sign-ins fail than on other days.",
    source="auth_log",
    speaks_for=("credential_stuffing", "insider_theft"),
    shows=(
        Sighting("credential_stuffing", "own", 1, is_pushed=True),
        Sighting("cron_failure", "own", 1, is_pushed=True),
    ),
    line=_line,
)
