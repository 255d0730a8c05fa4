"""A copy of a database that was approved."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        draw.pick(("Approved", "In progress")),
        (0, draw.between(1, 3)),
        f"full base copy to the off-site store at {place.story.outside}, runs as "
        f"{place.story.account}, approved by {approver(place, draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="copy_announced",
    summary="A full copy of a database within these hours was approved.",
    source="change",
    exonerates=("backup_window",),
    shows=(Sighting("backup_window", "own", 0),),
    line=_line,
)
