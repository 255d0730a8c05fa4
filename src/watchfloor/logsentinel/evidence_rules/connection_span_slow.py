"""A trace that waits before it reaches the database."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import request, trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(4_000, 30_000)
    waited = took - draw.between(20, 140)
    return trace_line(
        place,
        draw,
        request(place, draw),
        took,
        f'slowest="getConnection" {waited}ms statements={draw.between(1, 4)} '
        f"statement_time={draw.between(2, 18)}ms",
    )


EVIDENCE_RULE = EvidenceRule(
    name="connection_span_slow",
    summary="Most of the time of a request goes by before its first statement is sent.",
    source="trace",
    speaks_for=("pool_exhaustion", "database_saturation"),
    shows=(Sighting("pool_exhaustion", "own", 3),),
    line=_line,
)
