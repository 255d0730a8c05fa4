"""A connection that the way out refused."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        "1m",
        {
            "action": "deny",
            "src": place.address,
            "dst": place.story.outside,
            "dport": draw.pick((22, 25, 53, 6_667, 8_333)),
            "rule": draw.pick(("egress-default", "deny-any-out", "policy-17")),
            "attempts": draw.between(2, 60),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="refused_by_egress",
    summary="A machine tries to leave by a way that is closed to it.",
    source="netflow",
    speaks_for=("beaconing", "insider_theft", "miner"),
    shows=(Sighting("beaconing", "own", 6),),
    line=_line,
)
