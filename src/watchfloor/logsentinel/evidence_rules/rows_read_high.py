"""Many rows read by few statements."""

from watchfloor.logsentinel.db_log_lines import database
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.tup_returned",
        {"postgresql.database.name": database(place), "host.name": place.host},
        {
            "rows": f"{draw.between(180, 960)}k/s",
            "usual": f"{draw.between(18, 60)}k/s",
            "statements": f"{draw.between(-6, 4):+d}%",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="rows_read_high",
    summary="Few statements read very many rows.",
    source="db_metrics",
    speaks_for=("injection_exfiltration", "insider_theft", "database_saturation"),
    shows=(
        Sighting("injection_exfiltration", "primary", 3, is_pushed=True),
        Sighting("insider_theft", "primary", 3),
    ),
    line=_line,
)
