"""A seat at the table: its brief, its moves, and the sources it may see."""

import msgspec

from watchfloor.play.action import Action


class Role(msgspec.Struct, frozen=True):
    """One seat of a game."""

    name: str
    brief: str
    """What the seat is for, in the words its player reads."""
    moves: tuple[type[Action], ...]
    sources: tuple[str, ...]
    """The panels it may be shown; a game that shows another breaks conformance."""
