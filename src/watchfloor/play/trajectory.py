"""The frozen record of one episode, chained so that no line can be touched unseen.

Line 0 is the header, then one line for each reply, then the end. Every line carries the SHA-256
over the hash of the line before it and its own content, so an edit, an insertion, a deletion, a
swap or a cut breaks the chain at its own place. A forger can compute the chain anew; then the
replay, which needs nothing but the header and the replies, tells.
"""

from hashlib import sha256
from typing import TypeAlias, TypeVar

import msgspec

from watchfloor.codec import canonical
from watchfloor.play.game import Setting, Status
from watchfloor.play.reward import Recipe, Reward
from watchfloor.play.verdict import Verdict

FORMAT = 1
START = "0" * 64
"""What the first header of a file follows."""


class Header(msgspec.Struct, frozen=True, tag="header", tag_field="line"):
    """What fixes the whole episode, before the first reply."""

    format: int
    game: str
    rules: str
    setting: Setting
    world: str
    """The fingerprint of the first state; runs of unequal worlds are not compared."""
    seats: dict[str, str]
    """The policy in each seat."""
    recipe: Recipe
    previous: str
    """The hash of the record before this episode in the same file."""
    hash: str = ""


class Turn(msgspec.Struct, frozen=True, tag="turn", tag_field="line"):
    """One reply and what became of it."""

    index: int
    role: str
    reply: str
    status: Status
    note: str
    """Why the reply is malformed, or nothing."""
    state: str
    """The fingerprint of the state after it."""
    hash: str = ""


class End(msgspec.Struct, frozen=True, tag="end", tag_field="line"):
    """What the verifier found and what it was worth; empty if a player could not be asked."""

    turns: int
    verdicts: tuple[Verdict, ...]
    rewards: tuple[Reward, ...]
    no_reply: str
    """Why a player could not be asked, or nothing; such an episode counts in no mean."""
    hash: str = ""


class Close(msgspec.Struct, frozen=True, tag="close", tag_field="line"):
    """The last line of a file that its writer finished."""

    episodes: int
    hash: str = ""


Record: TypeAlias = Header | Turn | End
Line: TypeAlias = Record | Close
Sealed = TypeVar("Sealed", bound=Line)


class Trajectory(msgspec.Struct, frozen=True):
    """One whole episode."""

    header: Header
    turns: tuple[Turn, ...]
    end: End

    @property
    def records(self) -> tuple[Record, ...]:
        """The lines in order."""
        return (self.header, *self.turns, self.end)

    def reward(self, role: str) -> Reward:
        """Return what *role* earned."""
        for reward in self.end.rewards:
            if reward.role == role:
                return reward
        message = f"nobody was paid as {role!r}; paid: {[r.role for r in self.end.rewards]}"
        raise KeyError(message)


def chained(record: Line, previous: str) -> str:
    """Return the hash of *record* when it follows the line whose hash is *previous*."""
    bare = msgspec.structs.replace(record, hash="") if record.hash else record
    return sha256(previous.encode() + canonical(bare)).hexdigest()


def seal(record: Sealed, previous: str) -> Sealed:
    """Return *record* with its hash."""
    return msgspec.structs.replace(record, hash=chained(record, previous))


def linked(trajectory: Trajectory, previous: str) -> Trajectory:
    """Return *trajectory* with the hashes that it has behind the line whose hash is *previous*."""
    header = seal(msgspec.structs.replace(trajectory.header, previous=previous), previous)
    turns, last = list[Turn](), header.hash
    for turn in trajectory.turns:
        turns.append(seal(turn, last))
        last = turns[-1].hash
    return Trajectory(header, tuple(turns), seal(trajectory.end, last))
