"""What goes over the wire, whichever way: how payloads are read, and how mistakes are told."""

from typing import Any, NamedTuple

import msgspec

from watchfloor.errors import (
    BadInput,
    Busy,
    IllegalMove,
    NoSession,
    NoSuchPlace,
    NotAllowed,
    UnknownName,
    WatchfloorError,
)
from watchfloor.server.session import Outcome, Wish
from watchfloor.wording import sentence

FAILED = "the server failed at this; the operator finds the cause in its log"


class Fault(NamedTuple):
    """How a kind of mistake is told: the status of HTTP, and a code."""

    status: int
    code: str


FAULTS: dict[type[WatchfloorError], Fault] = {
    UnknownName: Fault(422, "unknown_name"),
    BadInput: Fault(422, "bad_input"),
    IllegalMove: Fault(409, "illegal_move"),
    NotAllowed: Fault(403, "not_allowed"),
    NoSession: Fault(404, "no_session"),
    NoSuchPlace: Fault(404, "not_found"),
    Busy: Fault(429, "busy"),
}
"""The mistakes of clients."""

_spell = msgspec.json.Encoder(order="sorted").encode
"""As a move is recorded, which is read at once."""
OUR_OWN = Fault(500, "server_failed")


class Told(msgspec.Struct, frozen=True):
    """A mistake as a client is told it."""

    code: str
    message: str


class Problem(msgspec.Struct, frozen=True):
    """The body of an answer that is no success."""

    error: Told


def fault(error: Exception) -> tuple[Fault, Told]:
    """Return how *error* is told to a client, who learns nothing of our own mistakes."""
    for kind, found in FAULTS.items():
        if isinstance(error, kind):
            return found, Told(found.code, sentence(str(error)))
    return OUR_OWN, Told(OUR_OWN.code, FAILED)


def observation(outcome: Outcome) -> dict[str, Any]:
    """Return what is shown by *outcome* as JSON holds it."""
    found: dict[str, Any] = msgspec.to_builtins(outcome.shown)
    return found


def wish(options: dict[str, Any]) -> Wish:
    """Return the wish that *options* spell; what is null is left out."""
    try:
        return msgspec.convert({k: v for k, v in options.items() if v is not None}, Wish)
    except msgspec.ValidationError as error:
        message = f"the reset cannot be read ({error}); see its schema"
        raise BadInput(message) from None


def reply(action: dict[str, Any]) -> str:
    """Return the reply that *action* stands for: words under `reply`, or a move with its fields.

    Whether it is a move is for the game to say: a bad one is data, and costs what it costs.
    """
    told = {name: value for name, value in action.items() if name != "metadata"}
    words = told.get("reply")
    if isinstance(words, str) and len(told) == 1:
        return words
    if "reply" in told or "move" not in told:
        keys = ", ".join(sorted(told))[:100] or "nothing"
        message = f"the action has {keys}; give a key 'move' and its fields, or 'reply' alone"
        raise BadInput(message)
    try:
        return _spell(told).decode()
    except RecursionError:
        message = "the action is nested too deeply; give a flat object"
        raise BadInput(message) from None
