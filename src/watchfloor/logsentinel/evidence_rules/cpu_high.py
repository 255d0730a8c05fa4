"""A service that computes more than its traffic explains."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "process.cpu.utilization",
        {"host.name": place.host, "cpu.mode": "user"},
        {
            "avg_5m": f"0.{draw.between(87, 99)}",
            "usual": f"0.{draw.between(34, 58)}",
            "traffic": f"{draw.between(-4, 6):+d}%",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="cpu_high",
    summary="The service computes much more than its traffic explains.",
    source="app_metrics",
    speaks_for=("miner", "bad_deploy"),
    shows=(Sighting("miner", "own", 1, is_pushed=True), Sighting("bad_deploy", "own", 2)),
    line=_line,
)
