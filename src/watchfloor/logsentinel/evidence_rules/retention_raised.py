"""More that is kept."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    what = draw.pick(
        (
            f"wal_keep_size to {draw.pick((64, 128, 256))} GB",
            f"replication slot analytics_{draw.between(1, 9)} added",
            f"log_statement=all for {draw.between(7, 30)} days",
            f"archive retention to {draw.between(14, 60)} days",
        )
    )
    return change_line(
        place, "Implemented", (-2, -1), f"{what}, asked for by {approver(place, draw)}"
    )


EVIDENCE_RULE = EvidenceRule(
    name="retention_raised",
    summary="More changes are kept on the disk than before.",
    source="change",
    speaks_for=("disk_full", "replication_lag"),
    shows=(Sighting("disk_full", "own", 1),),
    line=_line,
)
