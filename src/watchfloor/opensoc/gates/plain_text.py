"""Ids and fields are printable ASCII, so that nothing hides in a line."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for event in found.action.events:
        texts = [value for value in event.fields.values() if isinstance(value, str)]
        text = "".join([event.log_id, *texts])
        if not (text.isascii() and text.isprintable()):
            return f"event {event.log_id!a} holds characters that are not printable ASCII"
    return ""


GATE = Gate(
    name="plain_text",
    law="Ids and fields are printable ASCII, so that nothing hides in a line.",
    round="words",
    objection=_objection,
)
