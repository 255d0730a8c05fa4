"""A trace that fails in code that is new."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import job, release
from watchfloor.logsentinel.trace_lines import request, trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    kind = draw.pick(("NullPointerException", "KeyError", "TypeError", "IllegalStateException"))
    return trace_line(
        place,
        draw,
        request(place, draw),
        draw.between(8, 400),
        f"status=ERROR service.version={release(place)} error.type={kind} "
        f"at={job(place)}:{draw.between(20, 480)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="released_code_span_fails",
    summary="Requests fail in a part of the code that came with the last release.",
    source="trace",
    speaks_for=("bad_deploy", "pool_exhaustion"),
    shows=(Sighting("bad_deploy", "own", 2),),
    line=_line,
)
