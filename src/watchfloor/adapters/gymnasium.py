"""Gymnasium: one seat of a game as an environment of text, the other seats held by policies.

Importing this registers the shipped games, as in `gymnasium.make("watchfloor/opensoc")`.
"""

from typing import Any, TypeAlias, Unpack

from watchfloor.adapters.arrangement import Options, arranged, one_role
from watchfloor.adapters.dialogue import Dialogue
from watchfloor.adapters.extra import missing
from watchfloor.agents import games
from watchfloor.agents.backend import Message
from watchfloor.errors import IllegalMove
from watchfloor.play import observation
from watchfloor.play.action import LONGEST_REPLY
from watchfloor.play.observation import Observation

try:
    import gymnasium
    from gymnasium import spaces
except ModuleNotFoundError as error:
    raise missing(error, "gymnasium") from None

View: TypeAlias = dict[str, Any]

LONGEST_VIEW = 1_000_000
"""Characters; no view of a shipped game comes near."""
MOST_SEEDS = 1 << 31
"""The seeds that are drawn from where none is given."""
_SAMPLED = 64


class Words(spaces.Text):
    """Every text up to a length: models say more than the letters of a fixed alphabet."""

    def sample(self, mask: Any = None, probability: Any = None) -> str:  # noqa: ANN401  # as the library has it
        """Return a short text: long ones take long to draw and say no more."""
        if mask is None and probability is None:
            mask = (int(self.np_random.integers(min(_SAMPLED, self.max_length) + 1)), None)
        return super().sample(mask, probability)

    def contains(self, x: object) -> bool:
        """Return whether *x* is a text that is not too long."""
        return isinstance(x, str) and len(x) <= self.max_length


def action_space() -> Words:
    """Return the space of replies: a move as JSON, bare or with words around it."""
    return Words(LONGEST_REPLY, min_length=0)


def observation_space() -> gymnasium.Space[View]:
    """Return the space of views: what is seen, and the moves that are possible, by name."""
    return spaces.Dict(
        {"moves": Words(LONGEST_VIEW, min_length=0), "view": Words(LONGEST_VIEW, min_length=0)}
    )


def view(seen: Observation | None) -> View:
    """Return *seen* as a value of the space of views; after the end there is nothing to see."""
    if seen is None:
        return {"moves": "", "view": ""}
    return {"moves": ", ".join(seen.moves), "view": observation.text(seen)}


class Environment(gymnasium.Env[View, str]):
    """One seat of a game; its reward comes at the end, in points."""

    metadata: dict[str, Any] = {"render_modes": ["ansi"], "render_fps": 1}  # noqa: RUF012  # as the library has it

    def __init__(
        self, game: str, *, render_mode: str | None = None, **options: Unpack[Options]
    ) -> None:
        """Take a seat at *game*, shipped or in a folder, by *options*."""
        if "roles" not in options:
            options["roles"] = arranged(game, **options).roles[:1]
        self._arrangement = arranged(game, **options)
        self.role = one_role(self._arrangement)
        self.render_mode = render_mode
        self.action_space = action_space()
        self.observation_space = observation_space()
        self._dialogue: Dialogue | None = None
        self._is_over = True

    def reset(
        self, *, seed: int | None = None, options: dict[str, Any] | None = None
    ) -> tuple[View, dict[str, Any]]:
        """Open the episode of *seed*; without one, of a seed that is drawn."""
        super().reset(seed=seed, options=options)
        drawn = int(self.np_random.integers(MOST_SEEDS)) if seed is None else seed
        self._dialogue = Dialogue(self._arrangement, drawn)
        self._is_over = False
        return self._view(), self._info()

    def step(self, action: str) -> tuple[View, float, bool, bool, dict[str, Any]]:
        """Answer with *action*, and see what the seat sees at its next turn.

        If the episode ended before the first turn, there is nothing to answer, and this ends it.
        """
        dialogue = self._opened()
        if dialogue.ending is None:
            dialogue.say(action)
        ending = dialogue.ending
        if ending is None:
            return self._view(), 0.0, False, False, self._info()
        self._is_over, failed = True, bool(ending.no_reply)
        return self._view(), ending.points(self.role), not failed, failed, self._info()

    def messages(self) -> tuple[Message, ...]:
        """Return what a model is told that is to move now."""
        return self._opened().messages()

    def render(self) -> str:
        """Return what the seat sees now."""
        return str(self._view()["view"])

    def _opened(self) -> Dialogue:
        if self._dialogue is None or self._is_over:
            what = "the episode is over" if self._dialogue else "no episode has been opened"
            message = f"{what}, expected one that goes on; call reset"
            raise IllegalMove(message)
        return self._dialogue

    def _view(self) -> View:
        dialogue = self._dialogue
        return view(dialogue.seen if dialogue and dialogue.ending is None else None)

    def _info(self) -> dict[str, Any]:
        """Return what goes beside a view: nothing before the end, then all that was found."""
        ending = self._dialogue.ending if self._dialogue else None
        return ending.info(self.role) if ending and self._is_over else {}


for _name in games.shipped():
    gymnasium.register(  # pyright: ignore[reportUnknownMemberType]  # its own types say too little
        f"watchfloor/{_name}", f"{__name__}:Environment", kwargs={"game": _name}
    )
