"""A volume that fills up."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "system.filesystem.utilization",
        {
            "system.filesystem.mountpoint": draw.pick(("/var/lib/postgresql", "/pgdata", "/data")),
            "system.device": draw.pick(("nvme1n1", "vdb", "sdc")),
        },
        {
            "used": f"0.{draw.between(86, 98)}",
            "an_hour_ago": f"0.{draw.between(58, 74)}",
            "free": f"{draw.between(3, 40)}GiB",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="volume_filling",
    summary="The volume of a database fills up faster than it should.",
    source="db_metrics",
    speaks_for=("disk_full", "database_saturation"),
    shows=(Sighting("disk_full", "own", 2, is_pushed=True),),
    line=_line,
)
