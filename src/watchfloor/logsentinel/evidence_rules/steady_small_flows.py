"""Small connections at steady intervals."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        draw.pick(("30m", "60m")),
        {
            "src": place.address,
            "dst": place.story.outside,
            "dport": draw.pick((443, 8443, 80)),
            "flows": draw.between(28, 118),
            "interval_s": f"{draw.between(280, 640) / 10:.1f}",
            "deviation_s": f"{draw.between(4, 39) / 10:.1f}",
            "bytes_out": draw.between(190, 900),
            "bytes_in": draw.between(120, 640),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="steady_small_flows",
    summary="A machine makes small connections to one place at steady intervals.",
    source="netflow",
    speaks_for=("beaconing", "miner"),
    shows=(Sighting("beaconing", "own", 2, is_pushed=True),),
    line=_line,
)
