"""A sign-in that worked after others failed."""

from watchfloor.logsentinel.auth_log_lines import customer, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "user.session.start",
        "SUCCESS",
        {
            "actor": customer(draw),
            "client_ip": place.story.outside,
            "failures_before": draw.between(9, 240),
            "device": "new",
            "factor": draw.pick(("password only", "password, one-time code skipped")),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sign_in_after_failures",
    summary="A sign-in works from a source from which many failed.",
    source="auth_log",
    speaks_for=("credential_stuffing", "insider_theft"),
    shows=(Sighting("credential_stuffing", "own", 4),),
    line=_line,
)
