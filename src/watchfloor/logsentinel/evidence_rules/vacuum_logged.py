"""A table that needed much tidying."""

from watchfloor.logsentinel.db_log_lines import database, db_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        "",
        "LOG",
        f'automatic vacuum of table "{database(place)}.public.{table(place)}": index scans: '
        f"{draw.between(1, 9)}, tuples: {draw.between(10**5, 9 * 10**6)} dead but not removable, "
        f"elapsed: {draw.between(90, 1_900)}.{draw.between(10, 99)} s",
    )


EVIDENCE_RULE = EvidenceRule(
    name="vacuum_logged",
    summary="The server tidies a table with very many dead rows.",
    source="db_log",
    speaks_for=("database_saturation", "disk_full"),
    shows=(Sighting("disk_full", "own", 5),),
    line=_line,
)
