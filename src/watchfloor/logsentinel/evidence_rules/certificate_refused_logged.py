"""A certificate that clients refuse."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.stamps import clock, iso
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "error",
        "x509: certificate has expired or is not yet valid: current time "
        f"{iso(place.naming.day, place.second)} is after {place.naming.day.iso}T"
        f"{clock(max(0, place.second - draw.between(20, 58)))}Z",
        {"peer": place.service, "cn": f"*.{place.naming.domain}"},
    )


EVIDENCE_RULE = EvidenceRule(
    name="certificate_refused_logged",
    summary="A connection is refused because the time of a certificate is over.",
    source="app_log",
    speaks_for=("certificate_expiry",),
    shows=(Sighting("certificate_expiry", "own", 1),),
    line=_line,
)
