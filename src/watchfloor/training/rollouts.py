"""Samples for a trainer of our own: several replies to each world, drawn by a model in training.

The episodes are those of `conversations`, the engine of every trainer; here are the tongue of small
models, and the record that any trainer can take. Each prompt is read once for all its samples.
"""

import itertools
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, Protocol, TypeAlias, TypeVar

import msgspec

from watchfloor.agents.encoding import Aliases, Encoding
from watchfloor.play.action import Reply
from watchfloor.play.game import Game
from watchfloor.play.observation import Observation
from watchfloor.play.trajectory import Trajectory
from watchfloor.seeds import Seed
from watchfloor.training.conversations import (
    LEARNER,
    Answers,
    Asked,
    Part,
    Said,
    Style,
    Told,
    Voice,
    World,
    conversing,
)
from watchfloor.training.driving import driven
from watchfloor.training.transcript import Played, Tokens


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


Texts: TypeAlias = Sequence[tuple[int, ...]]


class Drawn(NamedTuple):
    """Replies that were drawn together."""

    places: Sequence[int]
    """Of the texts that they reply to."""
    replies: Sequence[Sequence[Said]]
    """To each of those texts."""

    @property
    def is_draft(self) -> bool:
        """Whether the replies themselves are still to come."""
        return any(said.is_draft for own in self.replies for said in own[:1])


class Sampler(Protocol):
    """A model that can be asked for several replies to each of many texts."""

    @property
    def version(self) -> int:
        """How often it has been changed by training."""
        ...

    def sample(self, texts: Texts, count: int, draws: Seed) -> Iterator[Drawn]:
        """Return *count* replies to each of *texts*, as they are drawn; drafts may come before."""
        ...


Found = TypeVar("Found")
Going: TypeAlias = Generator[Texts, Iterable[Drawn], Found]
"""Worlds that are played up to where a model is asked: it yields the texts, and is sent replies.

Each reply is judged as soon as it comes. What was found is returned.
"""
Rollout: TypeAlias = Going[list[list[Sample]]]
"""Worlds of which the samples are returned."""


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


def rollout(
    worlds: Sequence[World], tongue: Tongue, count: int, draws: Seed, version: int
) -> Rollout:
    """Play *count* samples of each of *worlds* side by side, for a model of *version*.

    The aliases of a world are drawn once, so that its samples share their prompt. A sample whose
    opponent could not be asked is left out.
    """
    parts = [
        Part(world, _aliases(draws, place))
        for place, world in enumerate(worlds)
        for _ in range(count)
    ]
    speaks = {role: LEARNER for world in worlds for role in world.roles}
    played = yield from read(conversing(parts, Style(speaks, tongue), (LEARNER,)), count)
    return [
        [
            sample(world, one, version)
            for one in played[place * count : (place + 1) * count]
            if not one.trajectory.end.no_reply
        ]
        for place, world in enumerate(worlds)
    ]


def read(going: Generator[Asked, Answers, list[Played]], count: int) -> Going[list[Played]]:
    """Lead *going* to its end by a model that reads each text once for *count* replies to it."""
    try:
        asked = next(going)
        while True:
            texts, places = once(asked.texts, count)
            asked = going.send(_each((yield texts), places))
    except StopIteration as stop:
        played: list[Played] = stop.value
        return played


def _each(found: Iterable[Drawn], places: Mapping[tuple[int, int], int]) -> Answers:
    """Return the replies that were *found*, each with its place of all *places*."""
    for some in found:
        for text, replies in zip(some.places, some.replies, strict=True):
            for number, said in enumerate(replies):
                if (text, number) in places:  # where fewer were told this, the others are let go
                    yield places[text, number], said


def drawn(going: Going[Found], sampler: Sampler, count: int, draws: Seed) -> Found:
    """Return what *going* comes to where *sampler* draws *count* replies to a text."""
    turns = itertools.count()
    return driven(
        going, lambda texts: sampler.sample(texts, count, draws.child("turn", next(turns)))
    )


def groups(
    worlds: Sequence[World], sampler: Sampler, tongue: Tongue, count: int, draws: Seed
) -> list[list[Sample]]:
    """Return *count* samples of each of *worlds*, played side by side, turn for turn."""
    return drawn(rollout(worlds, tongue, count, draws, sampler.version), sampler, count, draws)


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
    turns = itertools.count()

    def voice(texts: Sequence[Tokens]) -> list[Said]:
        rows, places = once(texts, count)
        found = sampler.sample(rows, count, draws.child("turn", next(turns)))
        said = dict(_each(found, places))  # what comes after a draft is in its place
        return [said[place] for place in range(len(texts))]

    return voice


def once(texts: Sequence[Tokens], count: int) -> tuple[Texts, dict[tuple[int, int], int]]:
    """Return *texts* such as stand for up to *count* alike, and whose each reply to them is.

    >>> once([[7], [8], [7], [7]], 2)
    ([(7,), (8,), (7,)], {(0, 0): 0, (1, 0): 1, (0, 1): 2, (2, 0): 3})
    """
    rows: list[tuple[int, ...]] = []
    last: dict[tuple[int, ...], tuple[int, int]] = {}
    places: dict[tuple[int, int], int] = {}
    for place, text in enumerate(map(tuple, texts)):
        row, number = last.get(text, (0, count))
        if number == count:
            row, number = len(rows), 0
            rows.append(text)
        last[text] = row, number + 1
        places[row, number] = place
    return rows, places


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
