"""A session that holds a connection and does nothing."""

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
        "terminating connection due to idle-in-transaction timeout; "
        f"xact age {draw.between(61, 900)} s, client {place.naming.addresses[2]}"
        f"({draw.between(32_768, 60_999)})",
    )


EVIDENCE_RULE = EvidenceRule(
    name="idle_transaction_logged",
    summary="Sessions keep a transaction open and send nothing.",
    source="db_log",
    speaks_for=("pool_exhaustion",),
    shows=(Sighting("pool_exhaustion", "primary", 3),),
    line=_line,
)
