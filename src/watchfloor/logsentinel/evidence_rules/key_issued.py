"""A new key for a service."""

from watchfloor.logsentinel.auth_log_lines import account_at, principal, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        draw.pick(("iam.CreateAccessKey", "serviceaccount.keys.create", "token.create")),
        "SUCCESS",
        {
            "actor": account_at(place),
            "principal": principal(place),
            "client_ip": place.story.outside,
            "expires": draw.pick(("never", "365d", "90d")),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="key_issued",
    summary="A new key was made for an account of a service.",
    source="auth_log",
    speaks_for=("miner", "insider_theft"),
    shows=(Sighting("miner", "own", 2),),
    line=_line,
)
