"""Much that was sent to one place outside."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import Flow, connection_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    sent = draw.between(900_000_000, 48_000_000_000)
    port, protocol = draw.pick(((443, "ssl"), (443, "ssl"), (8_443, "ssl"), (22, "ssh")))
    flow = Flow(
        source=place.address,
        target=place.story.outside,
        port=port,
        protocol=protocol,
        sent=sent,
        received=sent // draw.between(80, 400),
        seconds=draw.between(180, 2_400),
    )
    return connection_line(place, draw, flow, draw.pick(("SF", "S1")))


EVIDENCE_RULE = EvidenceRule(
    name="much_sent_outside",
    summary="A machine sends much more to one place outside than it ever did.",
    source="netflow",
    speaks_for=("injection_exfiltration", "insider_theft", "beaconing"),
    shows=(
        Sighting("injection_exfiltration", "own", 3),
        Sighting("insider_theft", "own", 4),
        Sighting("backup_window", "own", 1),
    ),
    line=_line,
)
