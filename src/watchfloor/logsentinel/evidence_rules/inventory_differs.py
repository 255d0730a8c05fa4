"""Software that no list has."""

from watchfloor.logsentinel.change_lines import inventory_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return inventory_line(
        place,
        "drift",
        f"{draw.between(1, 6)} files on {place.host} not in image {draw.between(2, 9)}."
        f"{draw.between(0, 30)}, first in "
        f"{draw.pick(('/var/tmp', '/usr/local/lib', '/srv', '/opt'))}, "
        f"last match {draw.between(1, 9)} days ago",
    )


EVIDENCE_RULE = EvidenceRule(
    name="inventory_differs",
    summary="A machine has software on it that is in no list.",
    source="change",
    speaks_for=("beaconing", "web_shell", "miner"),
    shows=(Sighting("beaconing", "own", 2), Sighting("web_shell", "own", 1)),
    line=_line,
)
