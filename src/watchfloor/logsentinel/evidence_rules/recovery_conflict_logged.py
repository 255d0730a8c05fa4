"""A reader that was in the way of a replica."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    reason = draw.pick(
        (
            "User query might have needed to see row versions that must be removed.",
            "User was holding a relation lock for too long.",
            "User was holding shared buffer pin for too long.",
        )
    )
    return db_log_line(
        place,
        draw,
        login(place),
        "ERROR",
        f"canceling statement due to conflict with recovery; {reason} "
        f"max_standby_streaming_delay={draw.pick((30, 60, 120))}s",
    )


EVIDENCE_RULE = EvidenceRule(
    name="recovery_conflict_logged",
    summary="A replica ends a reader's statement so that it can go on.",
    source="db_log",
    speaks_for=("replication_lag", "database_saturation"),
    shows=(Sighting("replication_lag", "own", 3),),
    line=_line,
)
