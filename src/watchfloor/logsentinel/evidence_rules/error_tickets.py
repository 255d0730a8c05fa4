"""Users who get an error page."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "something went wrong, please try again later",
            "error 500 when I press continue",
            "works on the third try",
            "white page after I log in",
            "it says internal error and a long number",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="error_tickets",
    summary="Users get an error page now and then.",
    source="status",
    speaks_for=("bad_deploy", "certificate_expiry", "flood"),
    shows=(Sighting("bad_deploy", "edge", 3, is_pushed=True),),
    quotes="ticket",
    line=_line,
)
