"""Requests that take longer than promised."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds, route
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "http.server.request.duration",
        {"http.route": route(place, draw)},
        {
            "p50": milliseconds(draw, 180, 900),
            "p99": milliseconds(draw, 1_800, 9_000),
            "objective": "0.800s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="latency_high",
    summary="Requests take much longer than promised.",
    source="app_metrics",
    speaks_for=("database_saturation", "pool_exhaustion", "bad_deploy", "cache_stampede", "miner"),
    shows=(
        Sighting("database_saturation", "api", 3, is_pushed=True),
        Sighting("cache_stampede", "api", 2),
    ),
    line=_line,
)
