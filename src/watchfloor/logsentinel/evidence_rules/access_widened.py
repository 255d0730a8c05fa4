"""Somebody who may read more."""

from watchfloor.logsentinel.change_lines import approver, change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Closed",
        (-3, -2),
        f"read on public.{table(place)} for {place.story.account}, reason "
        f'"{draw.pick(("quarter end", "migration check", "report for audit", "debugging"))}'
        f'{place.planted}", approved by {approver(place, draw)}',
    )


EVIDENCE_RULE = EvidenceRule(
    name="access_widened",
    summary="Somebody was given the right to read more than before.",
    source="change",
    speaks_for=("insider_theft", "injection_exfiltration"),
    shows=(Sighting("insider_theft", "own", 1),),
    quotes="ticket",
    line=_line,
)
