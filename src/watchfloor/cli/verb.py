"""A word of the command line: what it takes and what it does."""

from argparse import ArgumentParser, Namespace
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Verb:
    """One verb; its summary is the first line of its file."""

    name: str
    example: str
    options: Callable[[ArgumentParser], None]
    run: Callable[[Namespace, Sequence[str]], int]
    """The exit status for the options read and for the words left over."""
    takes_seats: bool = False
    """Whether words left over are seats, `--ROLE POLICY`, which only the game can check."""


DONE = 0
FELL_SHORT = 1
BAD_INPUT = 2
INTERRUPTED = 130
