"""Requests that wait for somebody to fill the cache."""

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
        f"cache miss, recomputing {table(place)}:{draw.between(100, 99_999)}",
        {
            "concurrent": draw.between(40, 900),
            "elapsed_ms": draw.between(700, 5_400),
            "ttl_s": draw.pick((300, 600, 900, 3_600)),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="lock_wait_logged",
    summary="Requests find nothing in the cache and compute the answer themselves.",
    source="app_log",
    speaks_for=("cache_stampede", "database_saturation"),
    shows=(Sighting("cache_stampede", "api", 2),),
    line=_line,
)
