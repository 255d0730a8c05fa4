"""More requests than at this time of the day."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    usual = draw.between(400, 2_600)
    return metric_line(
        place,
        "http.server.request.duration",
        {"network.protocol.version": draw.pick(("1.1", "2"))},
        {
            "rate": f"{usual * draw.between(17, 39) // 10}/s",
            "usual": f"{usual}/s",
            "first_seen_clients": percent(draw, 310, 870),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="request_rate_high",
    summary="Many more requests arrive than at this time of the day.",
    source="app_metrics",
    speaks_for=("flood", "credential_stuffing"),
    shows=(
        Sighting("flood", "edge", 0, is_pushed=True),
        Sighting("marketing_campaign", "edge", 0, is_pushed=True),
    ),
    line=_line,
)
