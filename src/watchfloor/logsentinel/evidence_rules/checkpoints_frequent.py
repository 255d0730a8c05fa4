"""Checkpoints that follow each other closely."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.bgwriter.checkpoint.count",
        {"type": "requested", "host.name": place.host},
        {
            "per_hour": draw.between(38, 160),
            "usual": draw.between(1, 6),
            "write_time": milliseconds(draw, 4_000, 38_000),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="checkpoints_frequent",
    summary="Checkpoints are forced by the amount of writes.",
    source="db_metrics",
    speaks_for=("disk_full", "replication_lag", "database_saturation"),
    shows=(Sighting("disk_full", "own", 3), Sighting("replication_lag", "primary", 2)),
    line=_line,
)
