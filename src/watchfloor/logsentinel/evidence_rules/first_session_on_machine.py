"""Somebody who was never on this machine."""

from watchfloor.logsentinel.auth_log_lines import fingerprint, machine_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return machine_line(
        place,
        draw,
        "sshd",
        f"Accepted publickey for {place.story.account} from "
        f"{place.story.outside if draw.chance(1, 2) else place.naming.addresses[-1]} "
        f"port {draw.between(32_768, 60_999)} ssh2: ED25519 {fingerprint(draw)}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="first_session_on_machine",
    summary="Somebody opens a session on a machine where they never had one.",
    source="auth_log",
    speaks_for=("insider_theft", "beaconing", "credential_stuffing"),
    shows=(Sighting("insider_theft", "own", 3), Sighting("travelling_staff", "own", 2)),
    line=_line,
)
