"""Users who find everything slow."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "everything takes ages today",
            "spinner for a minute, then it works",
            "are you having problems? very slow",
            "gave up after the third page",
            "had to wait in the app, usually instant",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="slow_site_tickets",
    summary="Users find everything slow.",
    source="status",
    speaks_for=("flood", "database_saturation", "pool_exhaustion", "cache_stampede"),
    shows=(
        Sighting("flood", "edge", 2, is_pushed=True),
        Sighting("marketing_campaign", "edge", 1, is_pushed=True),
        Sighting("database_saturation", "edge", 5),
        Sighting("pool_exhaustion", "edge", 4),
    ),
    quotes="ticket",
    line=_line,
)
