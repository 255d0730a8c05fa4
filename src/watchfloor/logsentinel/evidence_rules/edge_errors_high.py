"""What the edge calls fails."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.client.request.duration",
        {
            "server.address": place.naming.of("web"),
            "error.type": draw.pick(("502", "503", "504", "timeout")),
        },
        {"share": percent(draw, 25, 410), "usual": percent(draw, 1, 4)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="edge_errors_high",
    summary="The edge gets errors or no answer from what it calls.",
    source="app_metrics",
    speaks_for=("bad_deploy", "flood", "certificate_expiry"),
    shows=(Sighting("bad_deploy", "edge", 2), Sighting("certificate_expiry", "edge", 1)),
    line=_line,
)
