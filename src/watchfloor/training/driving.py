"""Leads what asks and waits, a generator, to its end."""

from collections.abc import Callable, Generator
from typing import TypeVar

Asked = TypeVar("Asked")
Given = TypeVar("Given")
Came = TypeVar("Came")


def driven(going: Generator[Asked, Given, Came], answer: Callable[[Asked], Given]) -> Came:
    """Return what comes of *going*, where each thing that it asks is given its *answer*.

    >>> def doubled():
    ...     return 2 * (yield "how many?")
    >>> driven(doubled(), len)
    18
    """
    given: Given | None = None
    while True:
        try:
            asked = next(going) if given is None else going.send(given)
        except StopIteration as stop:
            came: Came = stop.value
            return came
        given = answer(asked)
