"""Events happen on the kinds of machine where such things happen."""

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    machines = found.organisation.machines
    for event in found.events:
        kind = machines[event.host].kind
        if kind not in lexicon.places(event):
            place = f"event {event.id!r} is a {event.type} on a {kind}"
            return f"{place}, where none like it happens"
    return ""


GATE = Gate(
    name="right_machine",
    law="Events happen on the kinds of machine where such things happen.",
    round="story",
    objection=_objection,
)
