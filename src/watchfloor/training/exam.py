"""What a run is asked in the end: who plays what, side by side."""

from pathlib import Path
from typing import Any, NamedTuple

from watchfloor.play.game import Game


class Exam(NamedTuple):
    """What is evaluated: what was trained, by the worlds that every evaluation plays."""

    game: Game[Any]
    mode: str
    recipe: str
    worlds: int
    """Of each scenario."""
    models: tuple[Path, ...]
    """The directories of what was trained, the last of them the best."""
    beside: tuple[str, ...] = ()
    """Other policies that play the same worlds; the last model is held against each of them."""
    scenarios: tuple[str, ...] = ()
    """All of them, if none is named."""
