"""A web server that begins connections."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import Flow, connection_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    flow = Flow(
        source=place.address,
        target=place.story.outside,
        port=draw.pick((443, 4_443, 8_080, 8_443)),
        protocol=draw.pick(("ssl", "http", "-")),
        sent=draw.between(2_000, 480_000),
        received=draw.between(1_000, 96_000),
        seconds=draw.between(20, 1_700),
    )
    return connection_line(place, draw, flow, draw.pick(("SF", "S1", "OTH")))


EVIDENCE_RULE = EvidenceRule(
    name="web_server_calls_out",
    summary="A web server begins connections instead of answering them.",
    source="netflow",
    speaks_for=("web_shell", "beaconing"),
    shows=(Sighting("web_shell", "own", 4, is_pushed=True),),
    line=_line,
)
