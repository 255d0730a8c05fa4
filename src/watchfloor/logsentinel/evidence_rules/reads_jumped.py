"""Many more reads than a moment ago."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.blocks_read",
        {"source": draw.pick(("heap_read", "heap_hit", "idx_read")), "host.name": place.host},
        {
            "rate": f"{draw.between(31, 98)}k/s",
            "a_minute_ago": f"{draw.between(5, 14)}k/s",
            "backends": draw.between(60, 240),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="reads_jumped",
    summary="A database gets many more reads than a moment ago.",
    source="db_metrics",
    speaks_for=("database_saturation", "cache_stampede"),
    shows=(Sighting("cache_stampede", "primary", 2, is_pushed=True),),
    line=_line,
)
