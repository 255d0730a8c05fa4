"""Sorts that do not fit into memory."""

from watchfloor.logsentinel.db_log_lines import database
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.temp_files",
        {"postgresql.database.name": database(place), "host.name": place.host},
        {
            "files": f"{draw.between(40, 620)}/min",
            "size": f"{draw.between(8, 96) / 10:.1f}GiB",
            "usual": f"{draw.between(0, 4)}/min",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="temporary_files_high",
    summary="Statements write temporary files because they do not fit into memory.",
    source="db_metrics",
    speaks_for=("database_saturation", "disk_full"),
    shows=(Sighting("database_saturation", "own", 3),),
    line=_line,
)
