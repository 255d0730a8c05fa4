"""A trace that spends its time in one statement."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.logsentinel.trace_lines import request, trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(1_900, 14_000)
    slowest = took * draw.between(82, 97) // 100
    return trace_line(
        place,
        draw,
        request(place, draw),
        took,
        f'slowest="SELECT {table(place)}" {slowest}ms server.address={place.naming.of("primary")}',
    )


EVIDENCE_RULE = EvidenceRule(
    name="statement_span_slow",
    summary="Most of the time of a request goes into one statement of the database.",
    source="trace",
    speaks_for=("database_saturation", "disk_full"),
    shows=(Sighting("database_saturation", "api", 2),),
    line=_line,
)
