"""A trace that reads twice."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(240, 1_800)
    return trace_line(
        place,
        draw,
        f"GET {draw.pick(place.naming.trade.routes)}",
        took,
        f"fallback=primary reason=stale_read reads_on={place.naming.of('primary')} "
        f"behind={draw.between(9, 240)}s",
    )


EVIDENCE_RULE = EvidenceRule(
    name="primary_read_span",
    summary="A read goes to a replica first and then again to the primary.",
    source="trace",
    speaks_for=("replication_lag", "database_saturation"),
    shows=(Sighting("replication_lag", "api", 4),),
    line=_line,
)
