"""Requests that are being answered at the same time."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.active_requests",
        {"http.request.method": draw.pick(("GET", "POST")), "host.name": place.host},
        {"active": draw.between(260, 1_900), "usual": draw.between(18, 90), "limit": 2_000},
    )


EVIDENCE_RULE = EvidenceRule(
    name="active_requests_high",
    summary="Very many requests are being answered at the same time.",
    source="app_metrics",
    speaks_for=("flood", "credential_stuffing", "database_saturation"),
    shows=(Sighting("flood", "web", 2), Sighting("marketing_campaign", "web", 2)),
    line=_line,
)
