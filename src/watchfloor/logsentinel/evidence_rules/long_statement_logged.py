"""A statement that took very long."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    column = draw.pick(("created_at", "status", "external_ref", "updated_by", "region"))
    return db_log_line(
        place,
        draw,
        login(place),
        "LOG",
        f"duration: {draw.between(18_000, 96_000)}.{draw.between(100, 999)} ms  statement: "
        f"SELECT * FROM {table(place)} WHERE {column} = $1 ORDER BY id DESC "
        f"LIMIT {draw.pick((20, 50, 100))}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="long_statement_logged",
    summary="One statement takes very long and reads a whole table.",
    source="db_log",
    speaks_for=("database_saturation",),
    shows=(Sighting("database_saturation", "own", 2),),
    line=_line,
)
