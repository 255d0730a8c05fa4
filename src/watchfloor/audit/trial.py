"""What an audit is made of: a game, its prices, and how much effort is spent."""

from dataclasses import dataclass
from typing import Any

from watchfloor.play.game import Game
from watchfloor.play.reward import Recipe
from watchfloor.seeds import Seed


@dataclass(frozen=True, slots=True)
class Effort:
    """How much is spent on one audit."""

    name: str
    seeds: int
    """Episodes of each policy on each scenario."""
    short_seeds: int
    """As many of a game whose episodes are short."""
    scenarios: int
    """How many scenarios of a game with long episodes are played; 0 for all of them."""
    cases: int
    """What a probe tries: attempts, incidents or moves, where each costs about a millisecond."""
    steps: int
    """Moves of which everything that is said is looked through."""
    grown: int
    """Incidents from which a classifier learns."""


FIRST = 40_000
"""The first seed of an audit; nothing was tuned on those that follow."""
SHORT = 100
"""Turns; an episode that can't take more is short, and costs about a tenth of a long one."""

QUICK = Effort("quick", 12, 160, scenarios=2, cases=200, steps=300, grown=2_000)
FULL = Effort("full", 40, 2_000, scenarios=0, cases=2_000, steps=10_000, grown=20_000)


@dataclass(frozen=True, slots=True)
class Trial:
    """What a probe is run on."""

    game: Game[Any]
    recipe: Recipe
    effort: Effort

    @property
    def is_short(self) -> bool:
        """Whether the episodes of the game are short."""
        return self.game.most_turns <= SHORT

    @property
    def seeds(self) -> range:
        """The seeds that are played."""
        count = self.effort.short_seeds if self.is_short else self.effort.seeds
        return range(FIRST, FIRST + count)

    @property
    def scenarios(self) -> tuple[str, ...]:
        """The scenarios that are played, evenly spread over those there are but for subsets."""
        shelf, most = self.game.scenarios, self.effort.scenarios
        names = tuple(name for name, scenario in shelf.items() if not scenario.is_apart)
        if self.is_short or not most or most >= len(names):
            return names
        return tuple(names[place * (len(names) - 1) // max(1, most - 1)] for place in range(most))

    def draws(self, *path: int | str) -> Seed:
        """Return the seed of a probe's own draws."""
        return Seed.of("audit", self.game.name, *path)
