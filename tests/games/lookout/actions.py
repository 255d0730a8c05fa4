"""The typed moves."""

from typing import Literal

from watchfloor.play.action import Action


class Point(Action, frozen=True, tag="point"):
    """Hand up to three lines of the log to the keeper."""

    lines: tuple[str, ...]


class Ask(Action, frozen=True, tag="ask"):
    """Ask the spotter for other lines."""


class Decide(Action, frozen=True, tag="decide"):
    """Say whether the gate is under attack, and from where."""

    gate: Literal["attacked", "calm"]
    origin: str = ""
