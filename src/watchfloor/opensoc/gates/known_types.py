"""Every event is of a type in the schema and fills its fields, no others."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.events import EVENT_TYPES


def _objection(found: Submission) -> str:
    for event in found.action.events:
        kind = EVENT_TYPES.get(event.event_type)
        if kind is None:
            return f"event {event.log_id!a} is of unknown type {event.event_type!a}; see the schema"
        missing = [column for column in kind.fills if not event.fields.get(column)]
        if missing:
            return f"event {event.log_id!a} leaves {missing[0]!a} empty, which {kind.name} needs"
        strange = [column for column in event.fields if column not in (*kind.fills, *kind.may_fill)]
        if strange:
            return f"event {event.log_id!a} has {strange[0]!a}, which {kind.name} does not"
    return ""


GATE = Gate(
    name="known_types",
    law="Every event is of a type in the schema and fills its fields, no others.",
    round="words",
    objection=_objection,
)
