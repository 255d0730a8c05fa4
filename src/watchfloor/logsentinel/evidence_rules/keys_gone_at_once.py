"""Many entries of a cache that ran out together."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "redis.keys.expired",
        {"redis.db": draw.pick(("0", "1", "2")), "host.name": place.host},
        {
            "expired": f"{draw.between(9_000, 88_000)}/s",
            "usual": f"{draw.between(20, 140)}/s",
            "for": f"{draw.between(4, 25)}s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="keys_gone_at_once",
    summary="Very many entries of the cache ran out within seconds of each other.",
    source="app_metrics",
    speaks_for=("cache_stampede",),
    shows=(Sighting("cache_stampede", "own", 2),),
    line=_line,
)
