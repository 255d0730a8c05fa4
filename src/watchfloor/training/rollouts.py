"""Samples for a trainer of our own: several replies to each world, drawn by a model in training.

The episodes are those of `conversations`, the engine of every trainer; here are the tongue of small
models, and the record that any trainer can take. Each prompt is read once for all its samples.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import msgspec

from watchfloor.agents.encoding import Aliases, Encoding
from watchfloor.play.action import Reply
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Seed
from watchfloor.training.conversations import (
    LEARNER,
    Part,
    Played,
    Said,
    Style,
    Tokens,
    Told,
    Voice,
    World,
    rollouts,
)


class Sample(msgspec.Struct, frozen=True):
    """One episode as a trainer of any library sees it: tokens in, tokens out, and their pay."""

    prompt_ids: tuple[int, ...]
    completion_ids: tuple[int, ...]
    """All that follows the prompt: what the model said, and what it was told in between."""
    loss_mask: tuple[int, ...]
    """1 where the model spoke, 0 where the environment did."""
    logprobs: tuple[float, ...]
    """What the model gave each of its tokens when it drew them, 0 for those of the environment."""
    reward: float
    """In points, by the recipe of the table."""
    parts: dict[str, float]
    """What each row of the recipe came to."""
    role: str
    group_id: str
    """The world, which the samples of one group share, and the role."""
    seed: int
    version: int
    """Of the model that played."""


class Sampler(Protocol):
    """A model that can be asked for several replies to each of many texts."""

    @property
    def version(self) -> int:
        """How often it has been changed by training."""
        ...

    def sample(
        self, texts: Sequence[Sequence[int]], count: int, draws: Seed
    ) -> Sequence[Sequence[Said]]:
        """Return *count* replies to each of *texts*."""
        ...


@dataclass(frozen=True, slots=True)
class Tongue:
    """The tongue of a small model: what it is told and how it is understood, in numbers."""

    encoding: Encoding
    numbers: Mapping[str, int] = field(init=False)

    def __post_init__(self) -> None:
        """Number the words."""
        object.__setattr__(self, "numbers", self.encoding.numbers())

    @property
    def end(self) -> int:
        """The token that ends what is said."""
        return 1

    def begin(self, _game: Game[Any], seen: Observation, draws: Seed | None) -> Told:
        """Return the text for the first view of a seat."""
        return self.told(seen, draws)

    def further(
        self,
        _game: Game[Any],
        views: tuple[Observation, Observation],
        _said: Tokens,
        draws: Seed | None,
    ) -> Told:
        """Return the text for the second of *views*, whole: it repeats what is still to be seen."""
        return self.told(views[1], draws)

    def told(self, seen: Observation, draws: Seed | None = None) -> Told:
        """Return the text for *seen*, with aliases that are drawn if there are *draws*."""
        found = self.encoding.encode(seen, draws.stream() if draws else None)
        return Told(tuple([self.numbers[word] for word in found.words]), found.aliases)

    def heard(self, said: Sequence[int], aliases: Aliases) -> Reply:
        """Return the reply that was *said*."""
        vocabulary = self.encoding.vocabulary
        return self.encoding.decode([vocabulary[token] for token in said], aliases)

    def spelled(self, reply: Reply, aliases: Aliases) -> tuple[int, ...]:
        """Return the tokens for *reply*."""
        return tuple([self.numbers[word] for word in self.encoding.spell(reply, aliases)])


def groups(
    worlds: Sequence[World], sampler: Sampler, tongue: Tongue, count: int, draws: Seed
) -> list[list[Sample]]:
    """Return *count* samples of each of *worlds*, played side by side, turn for turn.

    The aliases of a world are drawn once, so that its samples share their prompt. A sample whose
    opponent could not be asked is left out.
    """
    parts = [
        Part(world, _aliases(draws, place))
        for place, world in enumerate(worlds)
        for _ in range(count)
    ]
    speaks = {role: LEARNER for world in worlds for role in world.roles}
    voices = {LEARNER: drawing(sampler, count, draws)}
    played = rollouts(parts, Style(speaks, tongue), voices)
    return [
        [
            sample(world, one, sampler.version)
            for one in played[place * count : (place + 1) * count]
            if not one.trajectory.end.no_reply
        ]
        for place, world in enumerate(worlds)
    ]


def told_first(world: World, tongue: Tongue, draws: Seed, place: int) -> Told | None:
    """Return what is told first in *world*, where it has its *place* among those of `groups`.

    The *draws* are those of all of them. Nothing is told if nobody is asked.
    """
    seen = world.after(())
    if isinstance(seen, Trajectory):
        return None
    return tongue.begin(world.game, seen, _aliases(draws, place).child(0))


def _aliases(draws: Seed, place: int) -> Seed:
    return draws.child("alias", place)


def drawing(sampler: Sampler, count: int, draws: Seed) -> Voice:
    """Return the voice of *sampler*, who reads a text once for *count* who are told the same."""
    turn = 0

    def voice(texts: Sequence[Tokens]) -> list[Said]:
        nonlocal turn
        rows: list[tuple[int, ...]] = []
        last: dict[tuple[int, ...], tuple[int, int]] = {}
        places: list[tuple[int, int]] = []
        for text in map(tuple, texts):
            row, number = last.get(text, (0, count))
            if number == count:
                row, number = len(rows), 0
                rows.append(text)
            last[text] = row, number + 1
            places.append((row, number))
        replies = sampler.sample(rows, count, draws.child("turn", turn))
        turn += 1
        return [replies[row][number] for row, number in places]

    return voice


def sample(world: World, played: Played, version: int) -> Sample:
    """Return what was *played* in *world* by a model of *version*, as a trainer sees it."""
    text, role = played.transcripts[world.role], world.role
    return Sample(
        tuple(text.prompt),
        tuple(text.later),
        tuple(text.own),
        tuple(text.likely),
        played.points(role) or 0.0,
        played.paid(role),
        role,
        world.name,
        world.table.setting.seed,
        version,
    )


def summed(samples: Sequence[Sample]) -> dict[str, float]:
    """Return what *samples* earned on average, as a whole and part by part."""
    count = max(1, len(samples))
    told = {"reward": sum(sample.reward for sample in samples) / count}
    for sample in samples:
        for name, paid in sample.parts.items():
            told[f"reward/{name}"] = told.get(f"reward/{name}", 0.0) + paid / count
    told["tokens"] = float(sum(len(it.prompt_ids) + len(it.completion_ids) for it in samples))
    return told
