"""Exactly what one role may see at one turn; put into words elsewhere."""

from functools import cached_property
from typing import TypeAlias

import msgspec

Scalar: TypeAlias = str | int | bool


class Item(msgspec.Struct, frozen=True, omit_defaults=True, gc=False):
    """One line a player can read and, by its id, cite."""

    id: str
    text: str
    fields: dict[str, Scalar] = {}
    """The same line for programs."""


class Panel(msgspec.Struct, frozen=True, dict=True):
    """The lines of one source."""

    source: str
    title: str
    items: tuple[Item, ...]

    @cached_property
    def told(self) -> str:
        """The panel as a person reads it, written once: some are shown at every turn."""
        lines = [f"    {item.id:<10} {item.text}" for item in self.items]
        return "\n".join([f"  {self.title}", *lines])


class Observation(msgspec.Struct, frozen=True, gc=False):
    """What a role sees when it is to move."""

    game: str
    role: str
    turn: int
    """Counted from 1."""
    panels: tuple[Panel, ...]
    moves: tuple[str, ...]
    """The names of the moves it may answer with."""

    def panel(self, source: str) -> Panel:
        """Return the panel of *source*, empty if it is not shown."""
        found = (panel for panel in self.panels if panel.source == source)
        return next(found, Panel(source, source, ()))


def text(observation: Observation) -> str:
    """Return *observation* as a person reads it: a heading for each panel, a line for each item."""
    panels = [panel.told for panel in observation.panels]
    return "\n".join([f"{observation.role}, turn {observation.turn}", *panels])
