"""Connections that are begun and not finished."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        draw.pick(("10s", "1m")),
        {
            "dst": place.address,
            "dport": draw.pick((443, 80)),
            "flags": "S",
            "conn_state": "S0",
            "packets": draw.between(900_000, 48_000_000),
            "sources": draw.between(9_000, 240_000),
            "completed": percent(draw, 2, 60),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="half_open_connections",
    summary="Very many connections are begun and never finished.",
    source="netflow",
    speaks_for=("flood",),
    shows=(Sighting("flood", "edge", 1, is_pushed=True),),
    line=_line,
)
