"""A program's parent is another program, and one that can be its parent."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for event in found.events:
        if event.type == "process_start" and not event.command.startswith(event.process):
            return f"event {event.id!r} starts {event.process!r} by another command"
        if event.type == "process_start" and event.parent == event.process:
            return f"event {event.id!r} has {event.process!r} as its own parent"
    return ""


GATE = Gate(
    name="parents_run",
    law="A program's parent is another program, and one that can be its parent.",
    round="story",
    objection=_objection,
)
