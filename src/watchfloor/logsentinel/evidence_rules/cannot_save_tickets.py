"""Users who cannot save."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "I can see everything but saving fails",
            "form says could not be stored",
            "cannot add anything, reading works",
            "my changes are refused with a red bar",
            "every upload ends with an error at 100 percent",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="cannot_save_tickets",
    summary="Users can read everything and save nothing.",
    source="status",
    speaks_for=("disk_full", "bad_deploy"),
    shows=(Sighting("disk_full", "edge", 7, is_pushed=True),),
    quotes="ticket",
    line=_line,
)
