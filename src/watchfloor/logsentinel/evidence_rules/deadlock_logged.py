"""Two sessions that wait for each other."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    first, second = draw.between(900, 32_000), draw.between(32_001, 64_000)
    return db_log_line(
        place,
        draw,
        login(place),
        "ERROR",
        f"deadlock detected; process {first} waits for ShareLock on transaction "
        f"{draw.between(10**6, 10**8)}, blocked by process {second} in {table(place)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="deadlock_logged",
    summary="Two sessions wait for each other and one is ended.",
    source="db_log",
    speaks_for=("queue_backlog", "database_saturation", "pool_exhaustion"),
    shows=(Sighting("queue_backlog", "primary", 4),),
    line=_line,
)
