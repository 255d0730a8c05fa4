"""What answers for a model: messages in, a completion with its cost out.

A backend opens models by name. What goes wrong outside is a completion with a failure, since an
endpoint that is down says nothing about the player; what the caller got wrong raises.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any, Literal, Protocol

import msgspec

from watchfloor.agents.patience import ORDINARY, Patience
from watchfloor.agents.prices import NOTHING_KNOWN, Prices
from watchfloor.codec import digest

Speaker = Literal["system", "user", "assistant"]


class Message(msgspec.Struct, frozen=True):
    """One message of a conversation with a model."""

    role: Speaker
    content: str


class Call(msgspec.Struct, frozen=True):
    """A tool call as a model made it; its arguments are JSON that nobody has read yet."""

    name: str
    arguments: str


class Usage(msgspec.Struct, frozen=True, omit_defaults=True):
    """What one or more completions took."""

    calls: int = 0
    kept: int = 0
    """The calls that were answered from the cache, and cost nothing."""
    failed: int = 0
    """The calls that came to no reply."""
    tries: int = 0
    """The requests that were sent, those that were tried again among them."""
    tokens_in: int = 0
    tokens_cached: int = 0
    """Those of the tokens in that the endpoint had read before, as it says."""
    tokens_out: int = 0
    tokens_thinking: int = 0
    """Those of the tokens out that were thoughts, as the endpoint says."""
    unmetered: int = 0
    """The calls whose endpoint did not say how many tokens they took."""
    dollars: Decimal = Decimal(0)
    unpriced: int = 0
    """The calls that may have cost something, and nobody knows what."""
    milliseconds: int = 0


def total(usages: Iterable[Usage]) -> Usage:
    """Return what *usages* come to together."""
    summed: dict[str, Any] = msgspec.structs.asdict(Usage())
    for usage in usages:
        for name, value in msgspec.structs.asdict(usage).items():
            summed[name] += value
    return Usage(**summed)


class Completion(msgspec.Struct, frozen=True):
    """What a model said, or why it could not be asked."""

    content: str = ""
    thoughts: str = ""
    """What was sent beside the content as reasoning; no reply is taken from it."""
    calls: tuple[Call, ...] = ()
    usage: Usage = Usage()
    failure: str = ""


@dataclass(frozen=True, slots=True)
class Settings:
    """How models are asked; what a model is called is not part of it."""

    base_url: str = ""
    key: str = field(default="", repr=False)
    """What the endpoint wants to know its users by; it is written nowhere."""
    temperature: float | None = None
    """Nothing is said of it to the model if it is not given."""
    most_out: int = 4096
    """Tokens of one answer, thoughts included."""
    extra: Mapping[str, Any] = field(default_factory=dict[str, Any])
    """Further fields of a request; one that is nothing takes a field away."""
    repeat: int = 0
    """Which of several answers to the same messages; another is drawn anew."""
    concurrency: int = 8
    """Requests at the same time."""
    connect_seconds: float = 10.0
    answer_seconds: float = 300.0
    """For a whole answer, from its request to its last byte."""
    patience: Patience = ORDINARY
    cache: Path | None = None
    prices: Prices = NOTHING_KNOWN
    most_tokens: int | None = None
    most_dollars: Decimal | None = None


class Model(Protocol):
    """A model that can be asked, from any thread."""

    def complete(self, messages: Sequence[Message], draw: int) -> Completion:
        """Return the answer to *messages*; *draw* fixes what is left to chance."""
        ...

    def close(self) -> None:
        """Let go of what the model holds."""
        ...


@dataclass(frozen=True, slots=True)
class Backend:
    """A way to reach models."""

    name: str
    summary: str
    open: Callable[[str, Settings], Model]
    """The model of a name; nothing is loaded and nobody is asked before it has to answer."""


def draw_for(messages: Sequence[Message], repeat: int) -> int:
    """Return the number that fixes the chance in an answer to *messages*.

    It is made of what the model is told anyway, so that it says nothing of the seed of the world.
    """
    return int(digest([messages, repeat])[:7], 16)
