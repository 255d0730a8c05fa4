"""One source that tries many names."""

from watchfloor.logsentinel.auth_log_lines import customer, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "user.session.start",
        "FAILURE",
        {
            "reason": "INVALID_CREDENTIALS",
            "client_ip": place.story.outside,
            "actor": customer(draw),
            "distinct_actors_10m": draw.between(380, 9_400),
            "per_actor": f"1.{draw.between(0, 3)}",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="many_names_one_source",
    summary="One source tries one password for each of very many names.",
    source="auth_log",
    speaks_for=("credential_stuffing",),
    shows=(Sighting("credential_stuffing", "own", 3),),
    line=_line,
)
