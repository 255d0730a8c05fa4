"""What a world of training begins with, which many episodes share."""

from typing import Any

from watchfloor.play.action import Action, Malformed
from watchfloor.play.game import Game, Step
from watchfloor.play.observation import Observation


class Beginning:
    """What a world begins with, which is found out once for all its episodes.

    Where somebody else moves before those who learn, that is what follows this move too.
    """

    def __init__(self, game: Game[Any], first: Any, seen: Observation | None) -> None:  # noqa: ANN401  # of any game
        """Begin *game* with its *first* state, of which a view may have been *seen* already."""
        self._game, self._first, self.seen, self._name = game, first, seen, ""
        self._move: Action | Malformed | None = None
        self._step: Step[Any] | None = None
        self._then: Observation | None = None

    def observed(self, state: Any, role: str) -> Observation:  # noqa: ANN401  # of any game
        """Return what *role* sees in *state*; each first view is made once for all episodes."""
        if state is self._first:
            if self.seen is None or self.seen.role != role:
                self.seen = self._game.observe(state, role)
            return self.seen
        if self._step is None or state is not self._step.state:
            return self._game.observe(state, role)
        if self._then is None or self._then.role != role:
            self._then = self._game.observe(state, role)
        return self._then

    def applied(self, state: Any, move: Action | Malformed) -> Step[Any]:  # noqa: ANN401  # of any game
        """Return what follows *state* when whoever is to move makes *move*.

        What follows the first state is kept until another move is made there.
        """
        if state is not self._first:
            return self._game.apply(state, move)
        if self._step is None or self._move != move:
            self._move, self._step, self._then = move, self._game.apply(state, move), None
        return self._step

    @property
    def name(self) -> str:
        """What stands for the first state."""
        self._name = self._name or self._game.fingerprint(self._first)
        return self._name
