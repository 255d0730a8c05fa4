"""Many writes to the disk of a machine."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "system.disk.operations",
        {
            "host.name": place.host,
            "system.device": draw.pick(("nvme0n1", "nvme1n1", "sdb", "vdb")),
            "disk.io.direction": "write",
        },
        {"per_second": draw.between(2_400, 9_800), "usual": draw.between(90, 420)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="disk_operations_high",
    summary="A machine writes to its disk far more often than usual.",
    source="app_metrics",
    speaks_for=("ransomware", "bad_deploy"),
    shows=(Sighting("ransomware", "own", 4, is_pushed=True),),
    line=_line,
)
