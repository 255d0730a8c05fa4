"""A session that asks what tables there are."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    listed = draw.pick(
        (
            "SELECT table_name FROM information_schema.tables",
            "SELECT column_name, data_type FROM information_schema.columns",
            "SELECT relname, reltuples FROM pg_catalog.pg_class",
            "SELECT rolname FROM pg_catalog.pg_roles",
        )
    )
    return db_log_line(
        place,
        draw,
        draw.pick((login(place), place.story.account)),
        "LOG",
        f"duration: {draw.between(3, 90)}.{draw.between(100, 999)} ms  statement: {listed}"
        f" LIMIT {draw.between(1, 500)}{place.planted}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="catalog_read_logged",
    summary="A session asks which tables and columns there are.",
    source="db_log",
    speaks_for=("injection_exfiltration", "insider_theft"),
    shows=(Sighting("insider_theft", "primary", 5),),
    quotes="query",
    line=_line,
)
