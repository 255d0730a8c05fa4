"""Events happen on the kinds of machine where such things happen."""

from watchfloor.opensoc import lexicon
from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    kinds = {host.name: host.kind for host in found.organisation.hosts}
    for event in found.events:
        if kinds[event.host] not in lexicon.places(event):
            place = f"event {event.id!r} is a {event.type} on a {kinds[event.host]}"
            return f"{place}, where none like it happens"
    return ""


GATE = Gate(
    name="right_machine",
    law="Events happen on the kinds of machine where such things happen.",
    round="story",
    objection=_objection,
)
