"""A machine that is a little busy however quiet it is."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "system.cpu.utilization",
        {"host.name": place.host, "cpu.mode": draw.pick(("user", "nice"))},
        {
            "min_10m": f"0.{draw.between(12, 26)}",
            "usual_min": f"0.0{draw.between(2, 6)}",
            "load_1m": f"{draw.between(14, 48) / 10:.1f}",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="cpu_never_idle",
    summary="A machine computes a little all the time, however quiet it is.",
    source="app_metrics",
    speaks_for=("beaconing", "web_shell", "miner"),
    shows=(Sighting("beaconing", "own", 4),),
    line=_line,
)
