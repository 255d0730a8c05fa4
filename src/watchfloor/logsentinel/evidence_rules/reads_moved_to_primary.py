"""Reads that come to the primary instead of a replica."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.index.scans",
        {"postgresql.index.name": f"pk_{table(place)}", "host.name": place.host},
        {
            "rate": f"{draw.between(2_100, 7_900)}/s",
            "usual": f"{draw.between(700, 1_600)}/s",
            "on_replicas": f"-{draw.between(21, 78)}%",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="reads_moved_to_primary",
    summary="The primary gets reads that replicas answered before.",
    source="db_metrics",
    speaks_for=("replication_lag", "database_saturation"),
    shows=(Sighting("replication_lag", "primary", 3),),
    line=_line,
)
