"""Sign-ins that fail."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "warn",
        f"authentication failed: {draw.pick(('bad_password', 'invalid_grant'))}",
        {
            "peer": place.naming.addresses[0],
            "failures_5m": draw.between(60, 900),
            "grant": "password",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="sign_ins_refused_logged",
    summary="Sign-ins fail one after the other.",
    source="app_log",
    speaks_for=("credential_stuffing", "bad_deploy"),
    shows=(Sighting("credential_stuffing", "own", 2), Sighting("cron_failure", "own", 2)),
    line=_line,
)
