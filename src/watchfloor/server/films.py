"""Finished episodes step by step: every state of one is made again from its record."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import msgspec

from watchfloor.errors import BadInput
from watchfloor.play.game import Game, Status
from watchfloor.play.narration import passages
from watchfloor.play.observation import Panel
from watchfloor.play.trajectory import Trajectory

GUIDE = "runbook"
"""The panel that never changes, which is sent by itself."""


class Said(msgspec.Struct, frozen=True):
    """One reply, and what became of it."""

    role: str
    reply: str
    status: Status
    note: str


class Frame(msgspec.Struct, frozen=True):
    """What everybody could see after so many replies."""

    step: int
    steps: int
    to_move: str
    said: Said | None
    """The reply that led here; nothing at the opening."""
    told: tuple[str, ...]
    """What happened, where the game has words for it."""
    shared: tuple[Panel, ...]
    """What all roles see alike."""
    views: dict[str, tuple[Panel, ...]]
    """What else each role sees."""


@dataclass(frozen=True, slots=True)
class Film:
    """An episode with all its states."""

    game: Game[Any]
    trajectory: Trajectory
    states: tuple[Any, ...]

    @property
    def steps(self) -> int:
        """How many replies there are."""
        return len(self.states) - 1


def film(game: Game[Any], trajectory: Trajectory) -> Film:
    """Return the states of *trajectory*, which *game* plays again."""
    first = game.first(trajectory.header.setting)
    later = (after for _, _, after in passages(game, trajectory))
    return Film(game, trajectory, (first, *later))


def frame(seen: Film, step: int) -> Frame:
    """Return what everybody could see in *seen* after *step* replies."""
    if not 0 <= step <= seen.steps:
        message = f"the episode has no step {step}; give 0 to {seen.steps}"
        raise BadInput(message)
    game, state = seen.game, seen.states[step]
    views = {role: _panels(game, state, role) for role in game.roles}
    shared = _shared(views)
    said, told = _said(seen, step)
    rest = {
        role: tuple(panel for panel in panels if panel not in shared)
        for role, panels in views.items()
    }
    return Frame(step, seen.steps, game.to_move(state) or "", said, told, shared, rest)


def guide(game: Game[Any], state: Any) -> tuple[Panel, ...]:  # noqa: ANN401  # games differ in their states
    """Return the runbook of *game*, once, as it is shown in *state*."""
    found = (panel for role in game.roles for panel in game.observe(state, role).panels)
    return tuple(panel for panel in found if panel.source == GUIDE)[:1]


def _panels(game: Game[Any], state: Any, role: str) -> tuple[Panel, ...]:  # noqa: ANN401  # as above
    return tuple(it for it in game.observe(state, role).panels if it.source != GUIDE)


def _shared(views: Mapping[str, tuple[Panel, ...]]) -> tuple[Panel, ...]:
    first, *others = views.values()
    return tuple(panel for panel in first if all(panel in other for other in others))


def _said(seen: Film, step: int) -> tuple[Said | None, tuple[str, ...]]:
    if not step:
        return None, ()
    turn, game = seen.trajectory.turns[step - 1], seen.game
    said = Said(turn.role, turn.reply, turn.status, turn.note)
    if game.chronicle is None:
        return said, ()
    return said, game.chronicle(seen.states[step - 1], turn.reply, seen.states[step])
