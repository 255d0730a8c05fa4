"""Accounts that were locked."""

from watchfloor.logsentinel.auth_log_lines import customer, sign_in_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return sign_in_line(
        place,
        draw,
        "user.account.lock",
        "SUCCESS",
        {
            "actor": "system",
            "account": draw.pick((customer(draw), f"svc-{place.naming.trade.jobs[0]}")),
            "attempts": draw.between(5, 60),
            "locked_15m": draw.between(1, 140),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="accounts_locked",
    summary="Accounts were locked after too many attempts.",
    source="auth_log",
    speaks_for=("credential_stuffing", "insider_theft"),
    shows=(Sighting("credential_stuffing", "own", 5), Sighting("cron_failure", "own", 3)),
    line=_line,
)
