"""A way of writing events as lines of a log, and of reading them back."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from watchfloor.world.event import Event

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dialect:
    """One style of log; `read(id, write(event))` is the event again, whatever its values are.

    Values are texts without lone surrogates. A line is printable ASCII, but for the tabs of a style
    that has columns; everything else in a value is spelled out, so that nothing in it can hide, end
    the line or pass for another. Reading is strict: what `write` would not give is refused.
    """

    name: str
    summary: str
    header: str = ""
    """The line that names the columns, in a style whose lines do not."""
    write: Callable[[Event], str]
    """The line of an event, without its id."""
    read: Callable[[str, str], Event]
    """The event of an id and a line; a line that is none raises `ValueError`."""
    is_held_out: bool = False
    """Whether no training incident is written in it."""


def strict(
    kind: str, parse: Callable[[str, str], T], write: Callable[[T], str]
) -> Callable[[str, str], T]:
    """Return *parse* for lines of a *kind*, made to refuse whatever *write* would not give."""

    def read(own_id: str, line: str) -> T:
        try:
            if not line.isascii():
                _refuse("it is not all ASCII")
            found = parse(own_id, line)
            if (written := write(found)) != line:
                _refuse(f"what it says is written {written[:200]!r}")
        except ValueError as error:
            message = f"{line[:200]!r} is no {kind} line: {error}"
            raise ValueError(message) from None
        return found

    return read


def _refuse(reason: str) -> None:
    raise ValueError(reason)
