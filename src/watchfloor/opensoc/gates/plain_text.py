"""Ids and fields are printable ASCII, so that nothing hides in a line."""

from watchfloor.opensoc.gate import Gate, Submission


def _objection(found: Submission) -> str:
    for event in found.action.events:
        texts = [
            event.log_id,
            *(value for value in event.fields.values() if isinstance(value, str)),
        ]
        if not all(text.isascii() and text.isprintable() for text in texts):
            return f"event {event.log_id!a} holds characters that are not printable ASCII"
    return ""


GATE = Gate(
    name="plain_text",
    law="Ids and fields are printable ASCII, so that nothing hides in a line.",
    round="words",
    objection=_objection,
)
