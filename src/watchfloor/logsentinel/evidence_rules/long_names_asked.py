"""Questions for names that nobody would type."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.flow_lines import name_query_line
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import outside_host
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    label = f"{draw.word():016x}{draw.word():016x}"[: draw.between(24, 32)]
    return name_query_line(
        place,
        draw,
        f"{label}.{outside_host(place)}",
        {
            "qtype": draw.pick(("TXT", "NULL", "A")),
            "rcode": draw.pick(("NOERROR", "NXDOMAIN")),
            "same_domain_10m": draw.between(60, 900),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="long_names_asked",
    summary="A machine asks for many long names of one domain.",
    source="netflow",
    speaks_for=("beaconing", "miner", "injection_exfiltration"),
    shows=(Sighting("beaconing", "own", 3),),
    line=_line,
)
