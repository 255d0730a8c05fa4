"""Connections that end right after they began."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import Flow, connection_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    flow = Flow(
        source=place.story.outside,
        target=place.address,
        port=443,
        protocol="ssl",
        sent=draw.between(480, 720),
        received=draw.between(7, 3_100),
        seconds=0,
    )
    return connection_line(place, draw, flow, draw.pick(("RSTO", "RSTR")))


EVIDENCE_RULE = EvidenceRule(
    name="connections_reset",
    summary="Connections end right after they began.",
    source="netflow",
    speaks_for=("certificate_expiry", "flood"),
    shows=(Sighting("certificate_expiry", "own", 1),),
    line=_line,
)
