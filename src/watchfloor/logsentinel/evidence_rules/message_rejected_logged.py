"""A message that cannot be read."""

from watchfloor.logsentinel.app_log_lines import app_log_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import job
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return app_log_line(
        place,
        draw,
        "error",
        "consumer rejected message: "
        f"{draw.pick(('schema validation failed', 'cannot decode payload', 'unknown enum value'))}",
        {
            "queue": job(place),
            "delivery_tag": draw.between(1_000, 999_999),
            "requeue": "true",
            "x_death_count": draw.between(14, 400),
        },
    )


EVIDENCE_RULE = EvidenceRule(
    name="message_rejected_logged",
    summary="A consumer cannot read a message and puts it back in front.",
    source="app_log",
    speaks_for=("queue_backlog",),
    shows=(Sighting("queue_backlog", "own", 2),),
    line=_line,
)
