"""Answers that are larger than others of their kind."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, route
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.response.body.size",
        {"http.route": route(place, draw), "http.response.status_code": "200"},
        {
            "max": f"{draw.between(21, 96) / 10:.1f}MiB",
            "p99": f"{draw.between(24, 88)}KiB",
            "above_1MiB": draw.between(6, 70),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="response_size_high",
    summary="A few answers of one route are far larger than all others.",
    source="app_metrics",
    speaks_for=("injection_exfiltration", "web_shell", "bad_deploy"),
    shows=(Sighting("injection_exfiltration", "own", 3),),
    line=_line,
)
