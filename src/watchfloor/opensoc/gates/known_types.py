"""Every event is of a type in the schema and fills its fields, no others."""

from watchfloor.opensoc.gate import Gate, Submission
from watchfloor.world.events import EVENT_TYPES

_COLUMNS = {kind.name: frozenset((*kind.fills, *kind.may_fill)) for kind in EVENT_TYPES.values()}
"""What events of each type may have."""


def _objection(found: Submission) -> str:
    for event in found.action.events:
        kind = EVENT_TYPES.get(event.event_type)
        if kind is None:
            return f"event {event.log_id!a} is of unknown type {event.event_type!a}; see the schema"
        for column in kind.fills:
            if not event.fields.get(column):
                return f"event {event.log_id!a} leaves {column!a} empty, which {kind.name} needs"
        for column in event.fields:
            if column not in _COLUMNS[kind.name]:
                return f"event {event.log_id!a} has {column!a}, which {kind.name} does not"
    return ""


GATE = Gate(
    name="known_types",
    law="Every event is of a type in the schema and fills its fields, no others.",
    round="words",
    objection=_objection,
)
