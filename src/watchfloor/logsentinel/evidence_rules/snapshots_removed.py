"""Copies that were deleted."""

from watchfloor.logsentinel.endpoint_lines import process_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    command = draw.pick(
        (
            "lvremove -f /dev/vg0/snap_nightly",
            "btrfs subvolume delete /.snapshots/" + str(draw.between(10, 900)),
            "zfs destroy -r tank/data@auto-" + str(draw.between(10, 900)),
            "rm -rf /var/backups/" + str(draw.between(1, 31)),
        )
    )
    return process_line(place, draw, "/usr/bin/bash", f"/usr/bin/{command.split()[0]}", command)


EVIDENCE_RULE = EvidenceRule(
    name="snapshots_removed",
    summary="Local copies that could be restored are deleted.",
    source="endpoint",
    speaks_for=("ransomware", "insider_theft"),
    shows=(Sighting("ransomware", "own", 3),),
    line=_line,
)
