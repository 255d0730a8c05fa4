"""Somebody who signs in from where they never were."""

from watchfloor.logsentinel.auth_log_lines import account_at, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import country
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "user.authentication.sso",
        "SUCCESS",
        {
            "actor": account_at(place),
            "client_ip": place.story.outside,
            "country": country(place),
            "risk": draw.pick(("MEDIUM", "HIGH")),
            "reasons": draw.pick(
                ("new country, new device", "new network", "new country, fast move")
            ),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sign_in_from_elsewhere",
    summary="Somebody who works here signs in from where they never did.",
    source="auth_log",
    speaks_for=("insider_theft", "credential_stuffing", "beaconing"),
    shows=(
        Sighting("insider_theft", "own", 2, is_pushed=True),
        Sighting("travelling_staff", "own", 1, is_pushed=True),
    ),
    line=_line,
)
