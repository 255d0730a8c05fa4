"""A trace that ends before the request is sent."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import request, trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    kind = draw.pick(
        ("SSLHandshakeException", "x509.CertificateInvalidError", "CERT_VERIFY_FAILED")
    )
    return trace_line(
        place,
        draw,
        request(place, draw),
        draw.between(3, 45),
        f"status=ERROR span=tls.connect server.address={place.service} error.type={kind}",
    )


EVIDENCE_RULE = EvidenceRule(
    name="handshake_span_fails",
    summary="A call fails while the connection is being secured.",
    source="trace",
    speaks_for=("certificate_expiry", "bad_deploy"),
    shows=(Sighting("certificate_expiry", "own", 1),),
    line=_line,
)
