"""A cache that misses."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line, percent
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "redis.keyspace.misses",
        {"redis.db": draw.pick(("0", "1", "2")), "host.name": place.host},
        {
            "misses": f"{draw.between(2_100, 18_000)}/s",
            "hits": f"{draw.between(300, 2_000)}/s",
            "usual_hit_ratio": percent(draw, 910, 985),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="hit_ratio_low",
    summary="The cache has an answer less often than usual.",
    source="app_metrics",
    speaks_for=("cache_stampede", "database_saturation"),
    shows=(Sighting("cache_stampede", "own", 1, is_pushed=True),),
    line=_line,
)
