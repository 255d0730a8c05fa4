"""Many traces that do the same work at once."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(900, 6_000)
    return trace_line(
        place,
        draw,
        f"GET {draw.pick(place.naming.trade.routes)}",
        took,
        f"cache.hit=false key={table(place)}:{draw.between(100, 99_999)} "
        f"siblings_same_key={draw.between(60, 940)} window=1s",
    )


EVIDENCE_RULE = EvidenceRule(
    name="same_work_spans",
    summary="Many requests compute the same answer at the same time.",
    source="trace",
    speaks_for=("cache_stampede",),
    shows=(Sighting("cache_stampede", "api", 2),),
    line=_line,
)
