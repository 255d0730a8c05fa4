"""A database account with a wrong password."""

from watchfloor.logsentinel.db_log_lines import db_log_line, login
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    account = draw.pick((place.story.account, login(place), "postgres", "reporting"))
    return db_log_line(
        place,
        draw,
        account,
        "FATAL",
        f'password authentication failed for user "{account}"; host '
        f"{draw.pick(place.naming.addresses[:6])} matched pg_hba.conf:{draw.between(80, 130)}, "
        f"attempt {draw.between(2, 40)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="database_password_refused",
    summary="Somebody signs in to a database with a wrong password.",
    source="db_log",
    speaks_for=("insider_theft", "injection_exfiltration", "credential_stuffing"),
    shows=(
        Sighting("injection_exfiltration", "primary", 5),
        Sighting("cron_failure", "primary", 2),
    ),
    line=_line,
)
