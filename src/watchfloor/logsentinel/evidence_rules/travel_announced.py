"""Somebody who is on a journey."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import country
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Approved",
        (-8, draw.between(9, 15)),
        f"travel notice: {place.story.account} works from {country(place)}, device "
        f"{draw.between(1_000, 9_999)}, seen by {approver(place, draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="travel_announced",
    summary="Somebody announced a journey, and works from there.",
    source="change",
    exonerates=("travelling_staff",),
    shows=(Sighting("travelling_staff", "own", 0),),
    line=_line,
)
