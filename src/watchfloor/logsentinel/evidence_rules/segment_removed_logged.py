"""Changes that a replica can no longer get."""

from watchfloor.logsentinel.db_log_lines import db_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        "",
        draw.pick(("ERROR", "FATAL")),
        "could not receive data from WAL stream: ERROR:  requested WAL segment "
        f"{draw.between(1, 9):08X}{draw.between(16, 999):08X}{draw.below(256):08X} "
        "has already been removed",
    )


EVIDENCE_RULE = EvidenceRule(
    name="segment_removed_logged",
    summary="A replica asks for changes that the primary has thrown away.",
    source="db_log",
    speaks_for=("replication_lag",),
    shows=(Sighting("replication_lag", "own", 2),),
    line=_line,
)
