"""A statement that the service gives up."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "error",
        f"{draw.pick(('canceling statement due to statement timeout', 'Read timed out'))}",
        {
            "sqlstate": "57014",
            "table": table(place),
            "elapsed_ms": draw.between(5_000, 15_000),
            "attempt": draw.between(1, 3),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="statement_timeout_logged",
    summary="The service gives up statements that take too long.",
    source="app_log",
    speaks_for=("pool_exhaustion", "database_saturation", "cache_stampede"),
    shows=(Sighting("database_saturation", "api", 3), Sighting("cache_stampede", "api", 3)),
    line=_line,
)
