"""What was told and said in an episode, token by token, and how it came out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, TypeAlias

from watchfloor.agents.encoding import Aliases
from watchfloor.play.observation import Observation
from watchfloor.play.reward import ONE
from watchfloor.play.trajectory import Trajectory

Tokens: TypeAlias = list[int]


class Transcript(NamedTuple):
    """What one seat was told and said, token by token."""

    prompt: Sequence[int]
    """What it was told first, which all are told alike of one world."""
    later: Tokens
    """All after that, in order."""
    own: list[int]
    """Of each later token 1 if the voice said it, 0 if it was told."""
    likely: list[float]
    """The logarithm of how likely each later token was; 0 of those told or not noted."""


class Played(NamedTuple):
    """An episode that came to its end."""

    trajectory: Trajectory
    transcripts: Mapping[str, Transcript]
    """Of each seat that had a turn and was played in tokens."""

    def points(self, role: str) -> float | None:
        """Return what *role* earned, nothing if somebody could not be asked."""
        if self.trajectory.end.no_reply:
            return None
        return sum(it.total for it in self.trajectory.end.rewards if it.role == role) / ONE

    def paid(self, role: str) -> dict[str, float]:
        """Return what each term paid *role*, in points."""
        rewards = [it for it in self.trajectory.end.rewards if it.role == role]
        return {share.term: share.paid / ONE for it in rewards for share in it.shares}


@dataclass(slots=True)
class Seat:
    """A seat while its episode goes on."""

    before: Observation
    prompt: Sequence[int]
    aliases: Aliases
    later: Tokens = field(default_factory=list[int])
    own: list[int] = field(default_factory=list[int])
    likely: list[float] = field(default_factory=list[float])
    last: Tokens = field(default_factory=list[int])
    is_full: bool = False

    def add(self, tokens: Sequence[int], own: int, likely: Sequence[float] = ()) -> None:
        """Add *tokens*, all of them *own* or none, with how *likely* each was."""
        self.later += tokens
        self.own += [own] * len(tokens)
        self.likely += likely or [0.0] * len(tokens)
