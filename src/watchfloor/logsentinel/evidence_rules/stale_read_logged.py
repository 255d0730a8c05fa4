"""A row that was written and is not there."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "warn",
        f"read-after-write mismatch on {table(place)}: version "
        f"{draw.between(3, 40)} expected, older one returned",
        {"source": place.naming.of("first_replica"), "written_ms_ago": draw.between(2_000, 90_000)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="stale_read_logged",
    summary="A row that was just written is not found when it is read.",
    source="app_log",
    speaks_for=("replication_lag", "cache_stampede"),
    shows=(Sighting("replication_lag", "api", 3),),
    line=_line,
)
