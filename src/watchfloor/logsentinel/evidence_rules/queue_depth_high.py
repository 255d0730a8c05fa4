"""Messages that pile up."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.logsentinel.story_words import job
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    depth = draw.between(18_000, 260_000)
    return metric_line(
        place,
        "rabbitmq.message.current",
        {"rabbitmq.queue.name": job(place), "state": "ready"},
        {
            "messages": depth,
            "usual": draw.between(150, 2_400),
            "change": f"+{draw.between(300, 2_100)}/min",
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="queue_depth_high",
    summary="More messages wait than usual, and their number grows.",
    source="app_metrics",
    speaks_for=("queue_backlog", "miner"),
    shows=(Sighting("queue_backlog", "own", 2, is_pushed=True),),
    line=_line,
)
