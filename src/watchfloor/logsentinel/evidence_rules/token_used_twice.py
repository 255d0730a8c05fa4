"""One session from two addresses."""

from watchfloor.logsentinel.auth_log_lines import sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "session.token.validate",
        "SUCCESS",
        {
            "session": f"{draw.word():016x}",
            "client_ip": place.story.outside,
            "issued_to": draw.pick(place.naming.addresses),
            "seconds_apart": draw.between(1, 50),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="token_used_twice",
    summary="One session is used from two addresses at the same time.",
    source="auth_log",
    speaks_for=("injection_exfiltration", "insider_theft"),
    shows=(Sighting("injection_exfiltration", "own", 4),),
    line=_line,
)
