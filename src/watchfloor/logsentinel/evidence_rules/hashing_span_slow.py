"""A trace that waits to check a password."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    took = draw.between(1_400, 9_500)
    return trace_line(
        place,
        draw,
        f"POST {draw.pick(('/login', '/oauth/token', '/session'))}",
        took,
        f"slowest=password.verify {took * draw.between(75, 96) // 100}ms "
        f"queue={draw.between(40, 700)} outcome={draw.pick(('invalid_grant', 'bad_password'))}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="hashing_span_slow",
    summary="Signing in waits for its turn to check passwords.",
    source="trace",
    speaks_for=("credential_stuffing", "database_saturation"),
    shows=(Sighting("credential_stuffing", "own", 2),),
    line=_line,
)
