"""The worlds that may be trained on, and those that progress is measured on meanwhile.

The ranges are apart from each other and from what is reserved for evaluations. A world of another
seed may still tell the same story; such a one is passed over.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

from watchfloor.errors import BadInput
from watchfloor.evaluation.suite import RESERVED
from watchfloor.opensoc import fingerprint
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender
from watchfloor.play.reward import Recipe
from watchfloor.play.seating import NOBODY
from watchfloor.training.conversations import CLOSED, LEARNER, Opened, World

TRAIN = range(1_000_000_000, 2_000_000_000)
VALIDATION = range(2_000_000_000, 3_000_000_000)


class Place(NamedTuple):
    """Where worlds are taken from, and how they are played and priced."""

    game: Game[Any]
    mode: str
    recipe: Recipe
    role: str
    others: Mapping[str, str] = MappingProxyType({})

    def world(
        self,
        scenario: str,
        seed: int,
        guests: Mapping[str, Contender] = NOBODY,
        opened: Opened = CLOSED,
    ) -> World:
        """Return the world of *seed*, which is none that is kept for evaluations.

        What is known of how it is *opened* is taken for granted.
        """
        if seed in RESERVED:
            message = f"seed {seed} is reserved for evaluations; train on {TRAIN[0]} and later"
            raise BadInput(message)
        seats = dict.fromkeys(self.game.roles, "heuristic") | {**self.others, self.role: LEARNER}
        table = Table(Setting(scenario, self.mode, seed), self.recipe, seats)
        return World(self.game, table, (self.role,), guests, opened)


def fresh(
    place: Place, scenarios: Sequence[str], seeds: Iterable[int], kept: frozenset[str]
) -> Iterator[World]:
    """Return a world of each of *seeds*, by turns of *scenarios*, without stories *kept* apart."""
    for number, seed in enumerate(seeds):
        world = place.world(scenarios[number % len(scenarios)], seed)
        if story(place.game.name, world.first) not in kept:
            yield world


def story(game: str, state: Any) -> str:  # noqa: ANN401  # of any game
    """Return what *state* tells, without names, or nothing where a game has no such notion."""
    case = getattr(state, "case", None) if game == "opensoc" else None
    return fingerprint.of(case.events, case.records) if case is not None else ""


def kept_apart(
    game: Game[Any], scenarios: tuple[str, ...], mode: str, seeds: int
) -> frozenset[str]:
    """Return the stories of the first *seeds* worlds that every evaluation of *scenarios* plays."""
    settings = [Setting(it, mode, seed) for it in scenarios for seed in RESERVED[:seeds]]
    return frozenset(story(game.name, game.first(it)) for it in settings) - {""}
