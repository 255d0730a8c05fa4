"""A pool that has no connection to give."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    size, waited = draw.pick((20, 30, 40, 50)), draw.between(30_000, 30_012)
    return app_log_line(
        place,
        draw,
        "error",
        f"HikariPool-1 - Connection is not available, request timed out after {waited}ms "
        f"(total={size}, active={size}, idle=0, waiting={draw.between(12, 180)})",
        {"thread": f"http-nio-8080-exec-{draw.between(1, 200)}"},
    )


EVIDENCE_RULE = EvidenceRule(
    name="connection_not_available",
    summary="A request gives up waiting for a connection of the pool.",
    source="app_log",
    speaks_for=("pool_exhaustion",),
    shows=(Sighting("pool_exhaustion", "own", 2),),
    line=_line,
)
