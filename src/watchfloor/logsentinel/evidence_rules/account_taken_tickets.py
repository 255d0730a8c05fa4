"""Users in whose account somebody else was."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.ticket_lines import ticket_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    text = draw.pick(
        (
            "my e-mail address was changed and it was not me",
            "there is a purchase that I did not make",
            "I am signed out everywhere and the password is wrong",
            "got a notice of a new device that I do not own",
            "somebody used my points this morning",
        )
    )
    return ticket_line(place, draw, text)


EVIDENCE_RULE = EvidenceRule(
    name="account_taken_tickets",
    summary="Users find that somebody else was in their account.",
    source="status",
    speaks_for=("credential_stuffing",),
    shows=(Sighting("credential_stuffing", "edge", 5, is_pushed=True),),
    quotes="ticket",
    line=_line,
)
