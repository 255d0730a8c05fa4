"""A trace that waits at the edge."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import request, trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(1_100, 12_000)
    return trace_line(
        place,
        draw,
        request(place, draw),
        took,
        f"slowest=downstream.accept {took - draw.between(30, 200)}ms "
        f"upstream={draw.between(18, 160)}ms upstream_cluster={place.naming.of('web')}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="edge_wait_span",
    summary="A request waits at the edge before anything else sees it.",
    source="trace",
    speaks_for=("flood", "certificate_expiry"),
    shows=(Sighting("flood", "edge", 2),),
    line=_line,
)
