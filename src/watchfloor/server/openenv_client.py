"""A typed client of OpenEnv for both games: asynchronous, and synchronous by `.sync()`.

It imports the moves and nothing that serves. An action is a move of the game, or the words of a
model as they are.
"""

from typing import Any

import msgspec
from openenv.core.client_types import StepResult  # pyright: ignore[reportMissingTypeStubs]  # annotated
from openenv.core.env_client import EnvClient  # pyright: ignore[reportMissingTypeStubs]  # annotated

from watchfloor.play.action import Action
from watchfloor.play.game import Status
from watchfloor.play.observation import Panel
from watchfloor.play.verdict import Verdict


class Seen(msgspec.Struct, frozen=True):
    """What the seat to move is shown, and what became of the last reply."""

    game: str
    role: str
    turn: int
    brief: str
    panels: tuple[Panel, ...]
    unchanged: tuple[str, ...]
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
    """Plays one session of a game over WebSocket."""

    def _step_payload(self, action: Action | str) -> dict[str, Any]:
        """Return *action* as it goes over the wire."""
        if isinstance(action, str):
            return {"reply": action}
        found: dict[str, Any] = msgspec.to_builtins(action)
        return found

    def _parse_result(self, payload: dict[str, Any]) -> StepResult[Seen]:
        """Return what *payload* says."""
        seen = msgspec.convert(payload["observation"], Seen)
        return StepResult(seen, payload.get("reward"), bool(payload.get("done", False)))

    def _parse_state(self, payload: dict[str, Any]) -> Standing:
        """Return the state that *payload* says."""
        return msgspec.convert(payload, Standing)
