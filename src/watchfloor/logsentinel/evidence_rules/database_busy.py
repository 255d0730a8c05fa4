"""A database that works harder than usual."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "system.cpu.utilization",
        {"host.name": place.host, "cpu.mode": draw.pick(("user", "iowait"))},
        {
            "avg_5m": f"0.{draw.between(79, 98)}",
            "usual": f"0.{draw.between(31, 52)}",
            "active_sessions": draw.between(24, 160),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="database_busy",
    summary="A database works much harder than at this time of the day.",
    source="db_metrics",
    speaks_for=("database_saturation", "disk_full"),
    shows=(
        Sighting("database_saturation", "own", 1, is_pushed=True),
        Sighting("backup_window", "own", 0, is_pushed=True),
        Sighting("disk_full", "own", 4),
    ),
    line=_line,
)
