"""More attempts to sign in than usual."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.request.duration",
        {
            "http.request.method": "POST",
            "http.route": draw.pick(("/login", "/oauth/token", "/session")),
        },
        {
            "rate": f"{draw.between(180, 1_400)}/s",
            "usual": f"{draw.between(8, 40)}/s",
            "p99": milliseconds(draw, 900, 6_200),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sign_in_requests_high",
    summary="People, or programs, try to sign in much more often than usual.",
    source="app_metrics",
    speaks_for=("credential_stuffing", "flood", "bad_deploy"),
    shows=(Sighting("credential_stuffing", "own", 1, is_pushed=True),),
    line=_line,
)
