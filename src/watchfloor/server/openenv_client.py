"""A typed client of OpenEnv for both games: asynchronous, and synchronous by `.sync()`.

It imports the moves and nothing that serves. An action is a move of the game, or the words of a
model as they are.
"""

from collections.abc import Iterator
from typing import Any

import msgspec
from openenv.core.client_types import StepResult  # pyright: ignore[reportMissingTypeStubs]  # annotated
from openenv.core.env_client import EnvClient  # pyright: ignore[reportMissingTypeStubs]  # annotated

from watchfloor.play.action import Action
from watchfloor.play.game import Status
from watchfloor.play.observation import Item, Panel
from watchfloor.play.verdict import Verdict


class Seen(msgspec.Struct, frozen=True):
    """What the seat to move is shown, and what became of the last reply."""

    game: str
    role: str
    turn: int
    brief: str
    panels: tuple[Panel, ...]
    unchanged: tuple[str, ...]
    kept: dict[str, tuple[int, int]]
    moves: tuple[str, ...]
    status: Status | None
    note: str
    rewards: dict[str, float]
    verdicts: tuple[Verdict, ...]
    metadata: dict[str, Any] = {}

    @property
    def text(self) -> str:
        """The view as a person or a model reads it."""
        head = [f"{self.role}, turn {self.turn}", *([self.brief] if self.brief else [])]
        return "\n".join([*head, *(panel.told for panel in self.panels)])


class Standing(msgspec.Struct, frozen=True):
    """Where a session stands."""

    episode_id: str | None
    step_count: int
    game: str
    scenario: str
    mode: str
    roles: tuple[str, ...]
    role: str
    done: bool


class Client(EnvClient[Action | str, Seen, Standing]):
    """Plays one session of a game over WebSocket.

    What was left out of a panel is put back, so that a panel that is seen is always whole.
    """

    def __init__(self, *settings: Any, **named: Any) -> None:  # noqa: ANN401  # of the framework
        """Reach a server, as every client of the framework does."""
        super().__init__(*settings, **named)
        self._lines: dict[tuple[str, str], tuple[Item, ...]] = {}

    def _step_payload(self, action: Action | str) -> dict[str, Any]:
        """Return *action* as it goes over the wire."""
        if isinstance(action, str):
            return {"reply": action}
        found: dict[str, Any] = msgspec.to_builtins(action)
        return found

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[Seen]:
        """Return what *payload* says."""
        told = msgspec.convert(payload["observation"], Seen)
        seen = msgspec.structs.replace(told, panels=(*self._whole(told),))
        return StepResult(seen, payload.get("reward"), bool(payload.get("done", False)))

    def _whole(self, told: Seen) -> Iterator[Panel]:
        """Return the panels of what was *told*, each with the lines that were left out of it."""
        for panel in told.panels:
            first, last = told.kept.get(panel.source, (0, 0))
            lines = self._lines.get((told.role, panel.source), ())[first:last] + panel.items
            self._lines[told.role, panel.source] = lines
            yield Panel(panel.source, panel.title, lines)

    def _parse_state(self, payload: dict[str, Any]) -> Standing:
        """Return the state that *payload* says."""
        return msgspec.convert(payload, Standing)
