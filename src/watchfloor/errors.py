"""Every exception, drawn as a tree.

    WatchfloorError
    ├── BadInput            what the caller handed over cannot be used
    │   ├── UnknownName     no such thing; carries the nearest that exists
    │   ├── UnreadableFile  a file is absent, locked, binary, cut or not what it should be
    │   ├── UnwritableFile  a result could not be written; what stood there is untouched
    │   └── BadRecipe       a reward recipe names what does not exist or pays the impossible
    ├── BadExtension        a file in a catalogue folder does not keep its part of the contract
    ├── TurnedAway          a server does not serve this client, or not now
    │   ├── NotAllowed      the token is absent or wrong, or this server does not do it
    │   ├── NoSession       there is no session of that name, any more or at all
    │   ├── NoSuchPlace     nothing is served at that path
    │   └── Busy            every session is taken, or the client asks too fast
    └── IllegalMove         the caller drove an episode in a way no game allows

The caller's mistakes raise. The agent's mistakes are values (`play.action.Malformed`), and a
backend that fails is recorded as no reply. The text is one sentence: what was found, what was
expected, what to do; lower case, no full stop, values by `repr`.
"""

from collections.abc import Callable, Iterable
from difflib import get_close_matches
from typing import Any


class WatchfloorError(Exception):
    """The root of every exception raised on purpose."""


class BadInput(WatchfloorError):
    """What the caller handed over cannot be used."""


class UnknownName(BadInput):
    """No *kind* is called *name*; the sentence carries the nearest of those *known*."""

    near: str = ""
    """The nearest, if one is near."""

    def __init__(self, kind: str, name: str, known: Iterable[str]) -> None:
        names = sorted(known)
        near = get_close_matches(name, names, n=1, cutoff=0.5)
        self.near = near[0] if near else ""
        hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(names) or 'none yet'}"
        super().__init__(f"there is no {kind} called {name!r}; {hint}")

    def __reduce__(self) -> tuple[Callable[..., Exception], tuple[Any, ...]]:
        """Return how another process makes the same sentence again."""
        return Exception.__new__, (type(self), *self.args)


class UnreadableFile(BadInput):
    """A file is absent, locked, binary, cut or not what it should be."""


class UnwritableFile(BadInput):
    """A result could not be written; what stood there is untouched."""


class BadRecipe(BadInput):
    """A reward recipe names what does not exist or pays the impossible."""


class BadExtension(WatchfloorError):
    """A file in a catalogue folder does not keep its part of the contract."""


class IllegalMove(WatchfloorError):
    """The caller drove an episode in a way no game allows."""


class TurnedAway(WatchfloorError):
    """A server does not serve this client, or not now."""


class NotAllowed(TurnedAway):
    """The token is absent or wrong, or this server does not do it."""


class NoSession(TurnedAway):
    """There is no session of that name, any more or at all."""


class NoSuchPlace(TurnedAway):
    """Nothing is served at that path."""


class Busy(TurnedAway):
    """Every session is taken, or the client asks too fast."""
