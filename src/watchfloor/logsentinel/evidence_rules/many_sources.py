"""Connections from very many sources."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        draw.pick(("1m", "5m")),
        {
            "dst": place.address,
            "dport": 443,
            "sources": draw.between(4_000, 92_000),
            "new_sources": percent(draw, 480, 930),
            "networks": draw.between(120, 2_900),
            "median_bytes": draw.between(480, 2_900),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="many_sources",
    summary="Connections come from very many sources that were never seen.",
    source="netflow",
    speaks_for=("flood", "credential_stuffing"),
    shows=(Sighting("flood", "edge", 2),),
    line=_line,
)
