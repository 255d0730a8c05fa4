"""What a world of training begins with, which many episodes share."""

from typing import Any

from watchfloor.play.game import Game
from watchfloor.play.observation import Observation


class Beginning:
    """What a world begins with, which is found out once for all its episodes."""

    def __init__(self, game: Game[Any], first: Any, seen: Observation | None) -> None:  # noqa: ANN401  # of any game
        """Begin *game* with its *first* state, of which a view may have been *seen* already."""
        self._game, self._first, self.seen, self._name = game, first, seen, ""

    def observed(self, state: Any, role: str) -> Observation:  # noqa: ANN401  # of any game
        """Return what *role* sees in *state*; the first view is made once for all episodes."""
        if state is not self._first:
            return self._game.observe(state, role)
        if self.seen is None or self.seen.role != role:
            self.seen = self._game.observe(state, role)
        return self.seen

    @property
    def name(self) -> str:
        """What stands for the first state."""
        self._name = self._name or self._game.fingerprint(self._first)
        return self._name
