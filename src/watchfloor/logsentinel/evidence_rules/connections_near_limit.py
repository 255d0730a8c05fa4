"""A database that will soon accept nobody."""

from watchfloor.logsentinel.db_log_lines import database
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    most = draw.pick((100, 200, 300, 400))
    return metric_line(
        place,
        "postgresql.backends",
        {"postgresql.database.name": database(place), "host.name": place.host},
        {
            "backends": most - draw.between(1, 9),
            "postgresql.connection.max": most,
            "idle_in_transaction": draw.between(2, most // 2),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="connections_near_limit",
    summary="Nearly all the connections that a database allows are taken.",
    source="db_metrics",
    speaks_for=("pool_exhaustion", "database_saturation"),
    shows=(Sighting("pool_exhaustion", "primary", 2),),
    line=_line,
)
