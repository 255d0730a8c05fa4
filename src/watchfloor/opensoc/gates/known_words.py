"""Programs, outcomes and what was asked for are such as occur."""

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for event in found.events:
        if not lexicon.occurs(event):
            return f"event {event.id!r} does not read like any {event.type} that occurs"
    return ""


GATE = Gate(
    name="known_words",
    law="Programs, outcomes and what was asked for are such as occur.",
    round="story",
    objection=_objection,
)
