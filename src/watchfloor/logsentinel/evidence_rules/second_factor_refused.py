"""A second factor that was refused."""

from watchfloor.logsentinel.auth_log_lines import account_at, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "user.authentication.auth_via_mfa",
        "FAILURE",
        {
            "actor": account_at(place),
            "client_ip": place.story.outside,
            "factor": draw.pick(("push", "totp", "webauthn")),
            "reason": draw.pick(("USER_REJECTED", "TIMEOUT", "NUMBER_MISMATCH")),
            "pushes_10m": draw.between(1, 14),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="second_factor_refused",
    summary="Somebody refused, or did not answer, the question for a second factor.",
    source="auth_log",
    speaks_for=("credential_stuffing", "insider_theft"),
    shows=(Sighting("credential_stuffing", "own", 6), Sighting("travelling_staff", "own", 3)),
    line=_line,
)
