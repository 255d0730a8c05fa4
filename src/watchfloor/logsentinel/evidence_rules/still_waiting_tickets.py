"""Users who wait for what should have come."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "no confirmation mail for an hour, was it booked?",
            "my export is still in progress",
            "the document is not there yet, it usually takes a minute",
            "status has been pending all morning",
            "did not get the code that you said you sent",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="still_waiting_tickets",
    summary="Users wait for a mail or a file that should have come long ago.",
    source="status",
    speaks_for=("queue_backlog", "bad_deploy"),
    shows=(Sighting("queue_backlog", "edge", 4, is_pushed=True),),
    quotes="ticket",
    line=_line,
)
