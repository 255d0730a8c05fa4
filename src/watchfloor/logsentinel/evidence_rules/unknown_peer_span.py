"""A call to a place that is in no map of services."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    path = draw.pick(("/sync", "/status", "/api/poll", "/u", "/cdn/v"))
    return trace_line(
        place,
        draw,
        f"{draw.pick(('GET', 'POST'))} {path}",
        draw.between(40, 420),
        f"kind=client server.address={place.story.outside} server.port=443 parent=none "
        f"first_seen={draw.between(4, 40)}m",
    )


EVIDENCE_RULE = EvidenceRule(
    name="unknown_peer_span",
    summary="The service calls a place outside that it has never called before.",
    source="trace",
    speaks_for=("beaconing", "web_shell", "injection_exfiltration"),
    shows=(Sighting("beaconing", "own", 5),),
    line=_line,
)
