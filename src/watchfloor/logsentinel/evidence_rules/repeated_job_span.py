"""A job that starts again and again."""

from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import job
from watchfloor.logsentinel.trace_lines import trace_line
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return trace_line(
        place,
        draw,
        f"process {job(place)}",
        draw.between(60, 900),
        f"status=ERROR messaging.message.id={draw.word() % 10**9:09d} "
        f"delivery.attempt={draw.between(9, 220)} outcome=requeued",
    )


EVIDENCE_RULE = EvidenceRule(
    name="repeated_job_span",
    summary="One message is handled many times and never to its end.",
    source="trace",
    speaks_for=("queue_backlog", "database_saturation"),
    shows=(Sighting("queue_backlog", "workers", 3),),
    line=_line,
)
