"""A client that is no browser."""

from watchfloor.logsentinel.app_log_lines import BROWSERS, SCRIPTS, access_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return access_line(
        place,
        place.story.outside,
        f"POST {draw.pick(('/login', '/session', '/oauth/token'))}",
        f"{draw.pick((401, 403, 429, 200))} {draw.between(90, 760)}",
        draw.pick((*SCRIPTS, *BROWSERS)) + place.planted,
    )


EVIDENCE_RULE = EvidenceRule(
    name="scripted_client_logged",
    summary="One client after the other asks for the same page and nothing else.",
    source="app_log",
    speaks_for=("credential_stuffing", "flood"),
    shows=(Sighting("flood", "edge", 3),),
    quotes="user_agent",
    line=_line,
)
