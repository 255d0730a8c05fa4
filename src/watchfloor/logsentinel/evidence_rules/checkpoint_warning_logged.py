"""Checkpoints that come too soon."""

from watchfloor.logsentinel.db_log_lines import db_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        "",
        "LOG",
        f"checkpoints are occurring too frequently ({draw.between(3, 28)} seconds apart); "
        f'consider increasing "max_wal_size" (now {draw.pick((1, 2, 4, 8))}GB)',
    )


EVIDENCE_RULE = EvidenceRule(
    name="checkpoint_warning_logged",
    summary="The server warns that checkpoints come too soon.",
    source="db_log",
    speaks_for=("disk_full", "replication_lag", "database_saturation"),
    shows=(Sighting("disk_full", "own", 3), Sighting("replication_lag", "primary", 3)),
    line=_line,
)
