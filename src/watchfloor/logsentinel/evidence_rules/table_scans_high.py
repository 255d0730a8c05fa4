"""Tables that are read from end to end."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.sequential_scans",
        {"postgresql.table.name": table(place), "host.name": place.host},
        {
            "scans": f"{draw.between(70, 640)}/min",
            "usual": f"{draw.between(0, 3)}/min",
            "rows_per_scan": f"{draw.between(11, 94) / 10:.1f}M",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="table_scans_high",
    summary="A big table is read from end to end again and again.",
    source="db_metrics",
    speaks_for=("database_saturation",),
    shows=(Sighting("database_saturation", "own", 2),),
    line=_line,
)
