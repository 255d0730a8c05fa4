"""A whole table that was read out."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        draw.pick((login(place), place.story.account)),
        "LOG",
        f"AUDIT: SESSION,{draw.between(1, 60)},1,READ,{draw.pick(('COPY', 'SELECT'))},TABLE,"
        f"public.{table(place)},rows={draw.between(48_000, 2_900_000)},<not logged>",
    )


EVIDENCE_RULE = EvidenceRule(
    name="bulk_read_logged",
    summary="A whole table was read out by one session.",
    source="db_log",
    speaks_for=("injection_exfiltration", "insider_theft"),
    shows=(
        Sighting("injection_exfiltration", "primary", 3),
        Sighting("insider_theft", "primary", 3),
        Sighting("backup_window", "own", 2),
    ),
    line=_line,
)
