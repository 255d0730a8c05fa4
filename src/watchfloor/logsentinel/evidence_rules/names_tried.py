"""Names that nobody has, tried one after the other."""

from watchfloor.logsentinel.auth_log_lines import machine_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    name = draw.pick(("admin", "test", "oracle", "ubuntu", "git", "deploy", "nagios", "user"))
    return machine_line(
        place,
        draw,
        "sshd",
        f"Invalid user {name}{draw.below(30)}{place.planted} from {place.story.outside} "
        f"port {draw.between(32_768, 60_999)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="names_tried",
    summary="Names that nobody here has are tried on a machine.",
    source="auth_log",
    speaks_for=("ransomware", "credential_stuffing"),
    shows=(Sighting("ransomware", "own", 1), Sighting("penetration_test", "own", 2)),
    quotes="user_name",
    line=_line,
)
