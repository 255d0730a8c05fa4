"""Threads that all wait."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    size = draw.pick((100, 150, 200))
    return metric_line(
        place,
        "jvm.thread.count",
        {
            "jvm.thread.state": draw.pick(("waiting", "timed_waiting", "blocked")),
            "host.name": place.host,
        },
        {"threads": size - draw.below(6), "max": size, "queued": draw.between(40, 900)},
    )


EVIDENCE_RULE = EvidenceRule(
    name="threads_busy",
    summary="Nearly every thread of the service waits for something.",
    source="app_metrics",
    speaks_for=("pool_exhaustion", "database_saturation", "bad_deploy"),
    shows=(Sighting("pool_exhaustion", "own", 2),),
    line=_line,
)
