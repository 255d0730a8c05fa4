"""Users whose files do not open."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "all my documents open as garbage",
            "downloads have a strange ending and do not open",
            "the files that I shared are gone, only strange names left",
            "attachments from last week are damaged",
            "every export is unreadable",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="files_broken_tickets",
    summary="Users cannot open files that they could open before.",
    source="status",
    speaks_for=("ransomware", "bad_deploy"),
    shows=(Sighting("ransomware", "edge", 7, is_pushed=True),),
    quotes="ticket",
    line=_line,
)
