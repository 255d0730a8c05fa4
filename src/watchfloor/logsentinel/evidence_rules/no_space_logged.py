"""A file that cannot grow."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return db_log_line(
        place,
        draw,
        login(place),
        draw.pick(("ERROR", "PANIC")),
        f'could not extend file "base/{draw.between(16_384, 17_999)}/'
        f'{draw.between(18_000, 99_999)}": '
        + draw.pick(("No space left on device", "wrote only 4096 of 8192 bytes"))
        + f" at block {draw.between(1_000, 900_000)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="no_space_logged",
    summary="A database cannot make a file longer.",
    source="db_log",
    speaks_for=("disk_full",),
    shows=(Sighting("disk_full", "own", 4),),
    line=_line,
)
