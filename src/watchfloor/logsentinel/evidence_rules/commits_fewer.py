"""Fewer commits than usual."""

from watchfloor.logsentinel.db_log_lines import database
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.commits",
        {"postgresql.database.name": database(place), "host.name": place.host},
        {
            "rate": f"{draw.between(40, 390)}/s",
            "usual": f"{draw.between(600, 2_100)}/s",
            "rollbacks": f"{draw.between(0, 60)}/s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="commits_fewer",
    summary="A database commits less than usual for its number of sessions.",
    source="db_metrics",
    speaks_for=("queue_backlog", "database_saturation"),
    shows=(Sighting("queue_backlog", "primary", 3),),
    line=_line,
)
