"""A machine that tries its neighbours."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import summary_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return summary_line(
        place,
        draw.pick(("5m", "10m")),
        {
            "src": place.address,
            "dst_net": f"{place.address.rpartition('.')[0]}.0/24",
            "dport": draw.pick((22, 445, 2_049, 3_389)),
            "targets": draw.between(9, 140),
            "answered": draw.between(1, 12),
            "bytes_out": draw.between(9_000, 880_000),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="neighbours_contacted",
    summary="A machine opens connections to neighbours that it never spoke to.",
    source="netflow",
    speaks_for=("ransomware", "beaconing"),
    shows=(Sighting("ransomware", "own", 3),),
    line=_line,
)
