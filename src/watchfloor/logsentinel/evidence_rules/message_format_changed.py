"""Another form of messages."""

from watchfloor.logsentinel.change_lines import change_line
from watchfloor.logsentinel.evidence_rule import EvidenceRule, Place
from watchfloor.logsentinel.incident_type import Sighting
from watchfloor.logsentinel.story_words import job
from watchfloor.seeds import Stream


def _line(place: Place, draw: Stream) -> str:
    return change_line(
        place,
        "Implemented",
        (-1, 0),
        f"schema of {job(place)} v{draw.between(2, 6)} to "
        f"v{draw.between(7, 9)}, producers first, consumers next week",
    )


EVIDENCE_RULE = EvidenceRule(
    name="message_format_changed",
    summary="Those who send messages changed their form.",
    source="change",
    speaks_for=("queue_backlog", "bad_deploy"),
    shows=(Sighting("queue_backlog", "own", 1),),
    line=_line,
)
