"""An incident has 6 to 24 events and at most 6,000 characters."""

from watchfloor.opensoc.gate import Gate, Submission

_LEAST, _MOST, _LONGEST = 6, 24, 6_000


def _objection(found: Submission) -> str:
    count = len(found.action.events)
    if not _LEAST <= count <= _MOST:
        return f"there are {count} events, expected {_LEAST} to {_MOST}"
    characters = sum([len(str(v)) for event in found.action.events for v in event.fields.values()])
    return (
        f"the fields hold {characters} characters, expected at most {_LONGEST}"
        if characters > _LONGEST
        else ""
    )


GATE = Gate(
    name="length",
    law="An incident has 6 to 24 events and at most 6,000 characters.",
    round="words",
    objection=_objection,
)
