"""Requests that wait for a connection to the database."""

from watchfloor.logsentinel.db_log_lines import login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, milliseconds
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    size = draw.pick((20, 30, 40, 50))
    return metric_line(
        place,
        "db.client.connection.pending_requests",
        {"db.client.connection.pool.name": login(place)},
        {
            "pending": draw.between(14, 190),
            "used": size - draw.below(2),
            "max": size,
            "wait_p99": milliseconds(draw, 2_000, 29_000),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="pending_connections",
    summary="Requests wait for a free connection to the database.",
    source="app_metrics",
    speaks_for=("pool_exhaustion", "database_saturation"),
    shows=(Sighting("pool_exhaustion", "own", 2),),
    line=_line,
)
