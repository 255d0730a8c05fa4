"""What a small model reads and writes: a compact view of what a seat sees, and short replies.

An encoding is a function of the observation alone, so it knows no more than whoever sits in the
seat. Names become aliases, and the way back from them is kept for the reply.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from watchfloor.play.action import Action, Reply
from watchfloor.play.observation import Observation
from watchfloor.seeds import Stream

END = "<end>"
"""The last word of every reply."""
PAD = "<pad>"
"""What fills up a batch; no text holds it."""

Aliases: TypeAlias = Mapping[str, str]
"""What each alias that can be cited stands for."""


class Encoded(NamedTuple):
    """What a model is told, word by word, and what the aliases in it stand for."""

    words: tuple[str, ...]
    aliases: Aliases


Encode: TypeAlias = Callable[[Observation, Stream | None], Encoded]
"""The words for an observation. With draws, aliases are drawn instead of counted, which tells the
same of another spelling: so a model in training meets them all, and learns nothing of any of them.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """One way to tell the observations of one role to a small model."""

    name: str
    summary: str
    game: str
    role: str
    vocabulary: tuple[str, ...]
    """Every word there is, in the order of its number; the first is `PAD`, the second `END`."""
    most_out: int
    """The words of the longest reply, with `END`."""
    encode: Encode
    decode: Callable[[Sequence[str], Aliases], Reply]
    """The reply that words stand for; what is no reply is passed on as it stands."""
    spell: Callable[[Reply, Aliases], tuple[str, ...]]
    """The words for a reply, with `END`: what a demonstration shows."""

    allowed: Callable[[Sequence[str], Aliases], tuple[str, ...]]
    """The words that may come next in a reply which is a move; none where it is whole."""
    asks: Callable[[Observation, list[Action]], Action | None]
    """What to look up before there is an answer, if anything; it adds to what was asked before."""
    remarks: Callable[[Sequence[str]], Iterable[tuple[int, str]]]
    """What a teacher remarks on words: the number of a word, and what follows from it alone."""

    def numbers(self) -> dict[str, int]:
        """Return the number of each word."""
        return {word: number for number, word in enumerate(self.vocabulary)}
