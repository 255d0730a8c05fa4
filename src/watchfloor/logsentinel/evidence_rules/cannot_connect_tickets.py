"""Users who do not get through at all."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "your connection is not private, should I go on?",
            "site cannot be reached since a few minutes",
            "app says no connection, my wifi is fine",
            "page does not load at all, tried two browsers",
            "our integration cannot connect to you any more",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="cannot_connect_tickets",
    summary="Users cannot open the page at all.",
    source="status",
    speaks_for=("certificate_expiry", "flood"),
    shows=(Sighting("certificate_expiry", "edge", 2, is_pushed=True), Sighting("flood", "edge", 3)),
    quotes="ticket",
    line=_line,
)
