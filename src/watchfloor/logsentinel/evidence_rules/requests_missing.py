"""Traffic that stops coming."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.request.duration",
        {"url.scheme": "https", "server.port": draw.pick(("443", "8443"))},
        {
            "rate": f"{draw.between(0, 19)}/s",
            "usual": f"{draw.between(240, 1_900)}/s",
            "window": draw.pick(("1m", "2m")),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="requests_missing",
    summary="Far fewer requests arrive than at this time of the day.",
    source="app_metrics",
    speaks_for=("certificate_expiry", "bad_deploy", "flood"),
    shows=(Sighting("certificate_expiry", "own", 0, is_pushed=True),),
    line=_line,
)
