"""Requests that the service answers with an error."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.request.duration",
        {"http.response.status_code": draw.pick(("500", "502", "503"))},
        {"share": percent(draw, 30, 320), "objective": "0.5%", "window": draw.pick(("5m", "10m"))},
    )


EVIDENCE_RULE = EvidenceRule(
    name="error_ratio_high",
    summary="More requests fail on the server's side than the objective allows.",
    source="app_metrics",
    speaks_for=("bad_deploy", "pool_exhaustion"),
    shows=(
        Sighting("bad_deploy", "own", 1, is_pushed=True),
        Sighting("pool_exhaustion", "own", 1, is_pushed=True),
        Sighting("flapping", "own", 0, is_pushed=True),
    ),
    line=_line,
)
