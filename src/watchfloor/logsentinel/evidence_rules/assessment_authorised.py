"""Attacks that were agreed."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Approved",
        (-1, draw.between(2, 5)),
        f"authorised security assessment by a contracted firm from {place.story.outside}, no data "
        f"leaves, stop phrase agreed with {approver(place, draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="assessment_authorised",
    summary="A firm was asked to attack this service within these hours.",
    source="change",
    exonerates=("penetration_test",),
    shows=(Sighting("penetration_test", "own", 0),),
    line=_line,
)
