"""Messages that are taken and not finished."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.metric_lines import metric_line
from watchfloor.logsentinel.story_words import job
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return metric_line(
        place,
        "messaging.process.duration",
        {
            "messaging.destination.name": job(place),
            "error.type": draw.pick(
                ("ValidationError", "DecodeError", "SchemaMismatch", "ValueError")
            ),
        },
        {"failed": f"{draw.between(40, 620)}/s", "acknowledged": f"{draw.between(0, 9)}/s"},
    )


EVIDENCE_RULE = EvidenceRule(
    name="processing_fails",
    summary="Consumers take messages, fail on them and give them back.",
    source="app_metrics",
    speaks_for=("queue_backlog", "bad_deploy"),
    shows=(Sighting("queue_backlog", "own", 3),),
    line=_line,
)
