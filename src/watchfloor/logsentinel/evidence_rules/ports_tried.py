"""One source that tries many ports."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        draw.pick(("1m", "5m")),
        {
            "src": place.story.outside,
            "dst": place.address,
            "ports": draw.between(60, 1_000),
            "conn_state": draw.pick(("S0", "REJ", "RSTO")),
            "answered": draw.between(1, 6),
            "rate": f"{draw.between(4, 90)}/s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="ports_tried",
    summary="One source tries many ports of a machine.",
    source="netflow",
    speaks_for=("ransomware", "web_shell", "injection_exfiltration"),
    shows=(Sighting("penetration_test", "own", 1), Sighting("ransomware", "own", 5)),
    line=_line,
)
