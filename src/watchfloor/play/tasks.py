"""The tasks that others are offered: splits of numbered worlds, which are asked for by number.

A split is a range of seeds that no other split touches. In an examination the seeds are drawn from
a key that the server keeps: its digest is published before, so that nobody can choose the worlds
afterwards, and whoever is given the key later can play every episode again.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import blake2b, sha256
from typing import Any, Literal

import msgspec

from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.game import Game, Setting

SplitName = Literal["train", "validation", "test"]

MOST_LISTED = 1000
"""Tasks in one answer."""
LONGEST_KEY = 64
SHORTEST_KEY = 16


class Split(msgspec.Struct, frozen=True):
    """A range of worlds."""

    name: SplitName
    first: int
    """The seed of its first world, of every scenario."""
    tasks: int


SPLITS: Mapping[str, Split] = {
    split.name: split
    for split in (
        Split("train", 1_000_000_000, 20_000),
        Split("validation", 2_000_000_000, 500),
        Split("test", 3_000_000_000, 1_000),
    )
}


class Task(msgspec.Struct, frozen=True):
    """One numbered world, without what grows it."""

    id: str
    split: SplitName
    index: int
    scenario: str
    mode: str


@dataclass(frozen=True, slots=True)
class Examination:
    """A key that nobody but the server knows before the examination is over."""

    key: bytes

    def __post_init__(self) -> None:
        """Refuse a key that is too short to keep a secret."""
        if not SHORTEST_KEY <= len(self.key) <= LONGEST_KEY:
            message = (
                f"the key has {len(self.key)} bytes, expected {SHORTEST_KEY} to {LONGEST_KEY}; "
                "make one with `openssl rand -hex 32`"
            )
            raise BadInput(message)

    @property
    def commitment(self) -> str:
        """What is published of the key beforehand."""
        return sha256(b"watchfloor examination\n" + self.key).hexdigest()

    def seed(self, game: str, task: Task) -> int:
        """Return the seed of *task* of *game*."""
        words = f"{game}\n{task.id}".encode()
        drawn = blake2b(words, key=self.key, digest_size=8, person=b"watchfloor").digest()
        return int.from_bytes(drawn, "big") >> 1


def task(game: Game[Any], split: str, index: int, mode: str | None = None) -> Task:
    """Return task *index* of *split* of *game*: the scenarios take turns, but for what is apart."""
    found = named("split", split, SPLITS)
    if not 0 <= index < found.tasks:
        message = f"{split} has no task {index}; give 0 to {found.tasks - 1}"
        raise BadInput(message)
    scenarios = [name for name, scenario in game.scenarios.items() if not scenario.is_apart]
    played = game.modes[0] if mode is None else mode
    return Task(
        f"{game.name}-{split}-{index:06d}",
        found.name,
        index,
        scenarios[index % len(scenarios)],
        played,
    )


def setting(game: Game[Any], asked: Task, examination: Examination | None) -> Setting:
    """Return what *asked* opens, with the seed of its split or of the *examination*."""
    if examination is not None:
        return Setting(asked.scenario, asked.mode, examination.seed(game.name, asked))
    return Setting(asked.scenario, asked.mode, SPLITS[asked.split].first + asked.index)


def listed(game: Game[Any], split: str, start: int, stop: int) -> list[Task]:
    """Return the tasks of *split* from *start* up to *stop*, `MOST_LISTED` at most."""
    last = min(stop, named("split", split, SPLITS).tasks, start + MOST_LISTED)
    return [task(game, split, index) for index in range(max(start, 0), last)]
