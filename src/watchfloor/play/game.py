"""The functions of a game under one name."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, Literal, TypeAlias, TypeVar

import msgspec

from watchfloor.catalog import named
from watchfloor.codec import digest
from watchfloor.play.action import Action, Malformed
from watchfloor.play.observation import Observation
from watchfloor.play.policy import Contender
from watchfloor.play.reward import Recipe, Term
from watchfloor.play.role import Role
from watchfloor.play.verdict import Verdict
from watchfloor.seeds import Seed
from watchfloor.world.scenario import Scenario

State = TypeVar("State")
Status: TypeAlias = Literal["ok", "refused", "malformed"]
"""What became of a reply: done, a legal move that could not be done now, or not a move at all."""


class Step(msgspec.Struct, Generic[State], frozen=True):
    """The state after a move, and what became of the move."""

    state: State
    status: Status


class Setting(msgspec.Struct, frozen=True):
    """What fixes the opening of an episode."""

    scenario: str
    mode: str
    seed: int


@dataclass(frozen=True, slots=True)
class Game(Generic[State]):
    """Rules without a memory: every function takes a state and leaves it as it was."""

    name: str
    summary: str
    rules: str
    """The version of the rules; a trajectory recorded under another cannot be replayed."""
    roles: Mapping[str, Role]
    scenarios: Mapping[str, Scenario[Any]]
    modes: tuple[str, ...]
    """The first is the default."""
    terms: Mapping[str, Term]
    recipes: Mapping[str, Recipe]
    """`standard` is the default."""
    policies: Mapping[str, Contender]
    most_turns: int
    """No episode is longer."""
    open: Callable[[Scenario[Any], str, Seed], State]
    """The first state of a scenario in a mode."""
    to_move: Callable[[State], str | None]
    """The role whose turn it is, or nobody when the episode is over."""
    observe: Callable[[State, str], Observation]
    apply: Callable[[State, Action | Malformed], Step[State]]
    """The move of whoever is to move; no reply can name another role."""
    judge: Callable[[State], tuple[Verdict, ...]]
    secrets: Callable[[State], tuple[str, ...]]
    """Words of the truth that no observation may hold before the end."""
    fingerprint: Callable[[State], str] = digest
    """What stands for a state in a trajectory."""
    chronicle: Callable[[State, str, State], tuple[str, ...]] | None = None
    """What people are told of one turn (the state before, the reply, the state after), where views
    told one by one would be too long to read."""
    reveal: Callable[[Sequence[State]], tuple[str, ...]] | None = None
    """The hidden world along the states of an episode, for those who look back on it."""

    def first(self, setting: Setting) -> State:
        """Return the state that *setting* opens with."""
        scenario = named("scenario", setting.scenario, self.scenarios)
        named("mode", setting.mode, dict.fromkeys(self.modes))
        seed = Seed.of(setting.seed, self.name, setting.scenario)
        return self.open(scenario, setting.mode, seed)
