"""Visitors who are expected."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Approved",
        (0, draw.between(1, 3)),
        f"newsletter to {draw.between(180, 990)}k readers and a spot on air, "
        f"up to {draw.between(2, 4)}x visitors expected, agreed with {approver(place, draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="promotion_announced",
    summary="Many visitors are expected in these hours.",
    source="change",
    exonerates=("marketing_campaign",),
    shows=(Sighting("marketing_campaign", "own", 0),),
    line=_line,
)
