"""Sessions that wait for each other."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.logsentinel.story_words import table
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "postgresql.database.locks",
        {
            "relation": table(place),
            "mode": draw.pick(("RowExclusiveLock", "ShareLock", "AccessShareLock")),
        },
        {
            "waiting": draw.between(12, 170),
            "granted": draw.between(30, 900),
            "longest": f"{draw.between(6, 140)}s",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="lock_waits_high",
    summary="Many sessions wait for locks that others hold.",
    source="db_metrics",
    speaks_for=("database_saturation", "pool_exhaustion", "queue_backlog"),
    shows=(Sighting("database_saturation", "own", 3),),
    line=_line,
)
