"""What each step of an experiment begins with: worlds that wait for replies, or demonstrations.

It follows from the experiment and the number of the step alone, so that any process can get it
ready, and at any time: while the model learns from what came before, the next can be made.
"""

from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias

from watchfloor.agents.encodings import ENCODINGS
from watchfloor.agents.games import find
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.game import Setting
from watchfloor.seeds import Seed
from watchfloor.training.conversations import Opened, World
from watchfloor.training.demonstration import Demonstration, demonstrated
from watchfloor.training.driving import driven
from watchfloor.training.duels import Attack, Defence, Duel, Step
from watchfloor.training.experiment import Experiment, Phase
from watchfloor.training.pool import Pool
from watchfloor.training.rollouts import Going, Tongue, rollout, told_first
from watchfloor.training.worlds import TRAIN, Place, fresh


class At(NamedTuple):
    """A step of an experiment, by its numbers."""

    phase: int
    step: int
    """Of the phase, those before it."""


class Open(NamedTuple):
    """A world to be played again and again: how it opens, and what is told of that."""

    setting: Setting
    opened: Opened


Begun: TypeAlias = Going[Any] | Sequence[Demonstration]
"""A step that is played up to where the model is asked, or all that is shown to it."""


def place_of(experiment: Experiment) -> Place:
    """Return where the worlds of *experiment* are taken from."""
    encoding = named("encoding", experiment.encoding, ENCODINGS)
    game = find(encoding.game)
    recipe = named("recipe", experiment.recipe, game.recipes)
    return Place(game, experiment.mode, recipe, encoding.role)


def draws_of(experiment: Experiment, *path: int | str) -> Seed:
    """Return the draws of *experiment* at *path*."""
    return Seed.of("training", experiment.seed, *path)


def done_before(experiment: Experiment, at: At) -> int:
    """Return how many steps come before the one *at* a place."""
    return sum(phase.steps for phase in experiment.phases[: at.phase]) + at.step


def seeds_of(experiment: Experiment, at: At) -> range:
    """Return the seeds of the step *at* a place."""
    phase = experiment.phases[at.phase]
    before = sum(it.steps * it.worlds for it in experiment.phases[: at.phase])
    first = TRAIN[0] + 10_000_000 * experiment.seed + before + at.step * phase.worlds
    return range(first, first + phase.worlds)


@dataclass(frozen=True, slots=True)
class Supply:
    """Gets ready what the steps of an experiment begin with."""

    experiment: Experiment
    kept: frozenset[str]
    """The stories that nobody may learn from."""
    place: Place = field(init=False)
    tongue: Tongue = field(init=False)

    def __post_init__(self) -> None:
        """Find the game and the encoding."""
        object.__setattr__(self, "place", place_of(self.experiment))
        object.__setattr__(self, "tongue", Tongue(ENCODINGS[self.experiment.encoding]))

    def phase(self, at: At) -> Phase:
        """Return the phase of the step *at* a place."""
        return self.experiment.phases[at.phase]

    def steps(self, at: At) -> Iterator[At]:
        """Return the steps from the one *at* a place on."""
        for number, phase in enumerate(self.experiment.phases[at.phase :], start=at.phase):
            first = at.step if number == at.phase else 0
            yield from (At(number, step) for step in range(first, phase.steps))

    def begun(self, at: At, pool: Pool) -> Begun:
        """Return what the step *at* a place begins with, where *pool* is whom self-play meets."""
        if (duel := self.duel(at)) is not None:
            return duel.play(pool)
        return driven(self.beginning(at), lambda _: None)

    def duel(self, at: At) -> Duel | None:
        """Return the step *at* a place if it is one of self-play, for anybody to be met in it."""
        phase, number = self.phase(at), done_before(self.experiment, at)
        if phase.how != "selfplay":
            return None
        is_attack = phase.attacks_at(at.step)
        draws = draws_of(self.experiment, "attacks" if is_attack else "samples", number)
        seeds, count = seeds_of(self.experiment, at), phase.samples
        step = Step(self.place, self.tongue, phase.scenarios, seeds, count, draws, self.kept)
        return Attack(step) if is_attack else Defence(step, number)

    def beginning(self, at: At) -> Generator[None, None, Begun]:
        """Get ready what the step *at* a place begins with; wait a moment after each world.

        It is none of self-play.
        """
        phase, number = self.phase(at), done_before(self.experiment, at)
        is_shown = phase.how == "sft"
        own = draws_of(self.experiment, "aliases" if is_shown else "samples", number)
        shown: list[Demonstration] = []
        worlds: list[World] = []
        seeds = seeds_of(self.experiment, at)
        for place, world in enumerate(fresh(self.place, phase.scenarios, seeds, self.kept)):
            if is_shown:
                shown.append(demonstrated(world, self.tongue, own.child(place)))
            else:
                world.told = told_first(world, self.tongue, own, place)
                worlds.append(world)
            yield
        if not shown and not worlds:
            message = (
                f"step {at.step + 1} of {phase.name} has no world to learn from, as the stories "
                "of all are kept for evaluations; give it more worlds, or other scenarios"
            )
            raise BadInput(message)
        version = number  # every step changes the model once
        return shown or rollout(worlds, self.tongue, phase.samples, own, version)

    def told(self, worlds: Sequence[World], own: Seed) -> list[Open]:
        """Return *worlds* as they open, told with their *own* draws."""
        for number, world in enumerate(worlds):
            world.told = told_first(world, self.tongue, own, number)
        return [Open(world.table.setting, world.opened) for world in worlds]

    def world(self, it: Open) -> World:
        """Return the world that has been opened, to be played."""
        return self.place.world(it.setting.scenario, it.setting.seed, opened=it.opened)
