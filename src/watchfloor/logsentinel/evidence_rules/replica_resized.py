"""A replica on another machine."""

from watchfloor.logsentinel.change_lines import change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Implemented",
        (-2, -1),
        f"move to {draw.pick((2, 4))} vCPU / {draw.pick((8, 16))} GB, "
        f"{draw.pick((600, 1_000, 3_000))} IOPS, saves {draw.between(9, 48)}% per month",
    )


EVIDENCE_RULE = EvidenceRule(
    name="replica_resized",
    summary="A replica was moved to a smaller machine.",
    source="change",
    speaks_for=("replication_lag", "disk_full"),
    shows=(Sighting("replication_lag", "own", 1),),
    line=_line,
)
