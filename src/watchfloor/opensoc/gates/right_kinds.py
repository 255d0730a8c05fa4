"""Ports and sizes are whole numbers, a port at most 65,535; everything else is text."""

from watchfloor.opensoc.gate import Gate, Submission

_NUMBERS = ("port", "size")
_HIGHEST_PORT = 65_535


def _objection(found: Submission) -> str:
    for event in found.action.events:
        for column, value in event.fields.items():
            if isinstance(value, int) != (column in _NUMBERS):
                expected = "a whole number" if column in _NUMBERS else "text"
                told = f"event {event.log_id!a} has {ascii(value)[:40]} as {column!a}"
                return f"{told}, expected {expected}"
            if column == "port" and isinstance(value, int) and value > _HIGHEST_PORT:
                return f"event {event.log_id!a} has port {value}, expected at most {_HIGHEST_PORT}"
    return ""


GATE = Gate(
    name="right_kinds",
    law="Ports and sizes are whole numbers, a port at most 65,535; everything else is text.",
    round="words",
    objection=_objection,
)
