"""One statement very often within a second."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    row = draw.between(100, 99_999)
    return db_log_line(
        place,
        draw,
        login(place),
        "LOG",
        f"auto_explain: {draw.between(180, 2_400)} executions in 1 s of SELECT payload FROM "
        f"{table(place)} WHERE id = {row}; mean {draw.between(2, 40)} ms",
    )


EVIDENCE_RULE = EvidenceRule(
    name="same_statement_logged",
    summary="The same statement for the same row comes very often within a second.",
    source="db_log",
    speaks_for=("cache_stampede",),
    shows=(Sighting("cache_stampede", "primary", 3),),
    line=_line,
)
