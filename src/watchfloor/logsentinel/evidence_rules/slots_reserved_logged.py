"""A connection that was refused because there are too many."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        login(place),
        "FATAL",
        draw.pick(
            (
                "remaining connection slots are reserved for roles with the SUPERUSER attribute",
                "sorry, too many clients already",
                'remaining slots are for roles with privileges of "pg_use_reserved_connections"',
            )
        ),
    )


EVIDENCE_RULE = EvidenceRule(
    name="slots_reserved_logged",
    summary="A database refuses connections because too many are open.",
    source="db_log",
    speaks_for=("database_saturation", "pool_exhaustion"),
    shows=(Sighting("pool_exhaustion", "primary", 5),),
    line=_line,
)
