"""Users who get letters from somebody who knows them."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "a stranger mailed me with my customer number and my address",
            "got a call from someone who knew my last three orders",
            "spam to the address that I only use with you",
            "a competitor wrote to me with my exact contract terms",
            "someone offers my data in a chat group, with details",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="odd_mail_tickets",
    summary="Users get mail from strangers who know what only we should know.",
    source="status",
    speaks_for=("injection_exfiltration", "insider_theft"),
    shows=(Sighting("injection_exfiltration", "edge", 6),),
    quotes="ticket",
    line=_line,
)
