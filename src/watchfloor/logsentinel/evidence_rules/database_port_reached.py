"""A machine that speaks to a database as it never did."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import Flow, connection_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    flow = Flow(
        source=draw.pick((place.naming.addresses[-1], place.naming.addresses[4])),
        target=place.address,
        port=5_432,
        protocol="postgresql",
        sent=draw.between(9_000, 88_000),
        received=draw.between(40_000_000, 2_900_000_000),
        seconds=draw.between(60, 1_500),
    )
    return connection_line(place, draw, flow, "SF")


EVIDENCE_RULE = EvidenceRule(
    name="database_port_reached",
    summary="A machine speaks to a database that is none of its business.",
    source="netflow",
    speaks_for=("insider_theft", "beaconing", "injection_exfiltration"),
    shows=(Sighting("insider_theft", "primary", 3),),
    line=_line,
)
