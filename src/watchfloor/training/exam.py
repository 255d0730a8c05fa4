"""What a run is asked in the end: who plays what, side by side."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from watchfloor.play.game import Game


class Exam(NamedTuple):
    """What is evaluated: what was trained, by the worlds that every evaluation plays."""

    game: Game[Any]
    mode: str
    recipe: str
    worlds: int
    """Of each scenario."""
    trained: tuple[str, ...]
    """The policies before, between and after training, in their order."""
    beside: tuple[str, ...] = ()
    """Others that play the same worlds; what was trained is held against each of them."""
    scenarios: tuple[str, ...] = ()
    """All of them, if none is named."""
    most_out: int = 4096
    """Tokens of one answer, of those that are models."""
    template: Mapping[str, Any] = MappingProxyType({})
    """What the templates of those that are models are told, as it was in training."""
    is_terse: bool = False
    """Whether they are told no rules, as in training."""
