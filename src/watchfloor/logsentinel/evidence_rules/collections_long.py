"""A program that is busy with its own memory."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds, percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "jvm.gc.duration",
        {"jvm.gc.name": "G1 Old Generation", "jvm.gc.action": "end of major GC"},
        {
            "p99": milliseconds(draw, 700, 4_800),
            "share_of_time": percent(draw, 90, 380),
            "heap_after": percent(draw, 860, 970),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="collections_long",
    summary="The service spends much of its time clearing its memory.",
    source="app_metrics",
    speaks_for=("bad_deploy", "cache_stampede"),
    shows=(Sighting("bad_deploy", "own", 3),),
    line=_line,
)
