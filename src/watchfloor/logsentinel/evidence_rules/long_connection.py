"""One connection that stays open and says little."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import Flow, connection_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    flow = Flow(
        source=place.address,
        target=place.story.outside,
        port=draw.pick((3_333, 5_555, 14_444, 9_999)),
        protocol="-",
        sent=draw.between(18_000, 96_000),
        received=draw.between(40_000, 240_000),
        seconds=draw.between(600, 3_900),
    )
    return connection_line(place, draw, flow, draw.pick(("S1", "OTH")))


EVIDENCE_RULE = EvidenceRule(
    name="long_connection",
    summary="A machine keeps one connection to an unusual port open and says little.",
    source="netflow",
    speaks_for=("miner", "beaconing"),
    shows=(Sighting("miner", "own", 3),),
    line=_line,
)
