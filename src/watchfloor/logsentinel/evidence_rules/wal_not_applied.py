"""A replica that has not applied what it was sent."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.wal.lag",
        {"operation": "replay", "replication_client": place.address},
        {
            "behind": f"{draw.between(14, 420)}s",
            "bytes": f"{draw.between(210, 6_900)}MiB",
            "usual": f"0.{draw.between(1, 8)}s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="wal_not_applied",
    summary="A replica has received changes and not applied them yet.",
    source="db_metrics",
    speaks_for=("replication_lag", "database_saturation"),
    shows=(Sighting("replication_lag", "own", 1, is_pushed=True),),
    line=_line,
)
