"""A list of names and passwords that is for sale."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import notice_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return notice_line(
        place,
        draw.pick(("sector sharing group", "breach monitor", "partner security desk")),
        f"a list of {draw.between(40, 900)}k e-mail and password pairs is traded since today; "
        f"{draw.between(2, 38)}k of them use {place.naming.domain}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="leaked_list_notice",
    summary="A list of names and passwords with our customers in it is for sale.",
    source="status",
    speaks_for=("credential_stuffing", "insider_theft"),
    shows=(Sighting("credential_stuffing", "edge", 3),),
    quotes="ticket",
    line=_line,
)
