"""A trace that waits for a commit."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(1_200, 9_000)
    return trace_line(
        place,
        draw,
        f"POST {draw.pick(place.naming.trade.routes)}",
        took,
        f'slowest="COMMIT" {took * draw.between(70, 95) // 100}ms status=ERROR '
        f"db.response.status_code={draw.pick(('53100', '58030', '57014'))}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="commit_span_slow",
    summary="Most of the time of a request goes into the commit at its end.",
    source="trace",
    speaks_for=("disk_full", "database_saturation"),
    shows=(Sighting("disk_full", "api", 6),),
    line=_line,
)
