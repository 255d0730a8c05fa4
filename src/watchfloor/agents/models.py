"""The models that sit at a table: each opened once, shared by its seats, and closed together."""

from collections.abc import Iterable, Mapping
from contextlib import ExitStack
from threading import Lock
from types import TracebackType
from typing import Any, NamedTuple, Self

from watchfloor.agents import contenders, language_model
from watchfloor.agents.backend import Model, Settings
from watchfloor.agents.backends import BACKENDS
from watchfloor.agents.language_model import Seating, Spent
from watchfloor.agents.learned import LEARNED, is_learned
from watchfloor.agents.prompt import ORDINARY, Limits
from watchfloor.catalog import named
from watchfloor.errors import BadInput, UnknownName
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender

SHIPPED = "watchfloor"


def is_asked(name: str) -> bool:
    """Return whether *name* is that of a model, as in `openai:MODEL`."""
    return name.partition(":")[0] in BACKENDS


class Notes(NamedTuple):
    """Where a model notes what it takes, and which of several answers it gives."""

    ledger: list[Spent]
    repeat: int


class Models:
    """Whoever is asked for by a name that no game lists: models, files and shipped policies."""

    def __init__(self, settings: Settings, limits: Limits = ORDINARY) -> None:
        """Ask models as *settings* say, telling them as much as *limits* allow."""
        self._settings, self._limits = settings, limits
        self._models: dict[str, Model] = {}
        self._closing, self._lock = ExitStack(), Lock()
        self.ledger: list[Spent] = []
        """What every turn of a model took, in order; a reader may clear it."""

    def __enter__(self) -> Self:
        """Return this."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Close every model."""
        self._closing.close()

    def brought(
        self,
        game: Game[Any],
        names: Iterable[str],
        known: Mapping[str, Contender],
        ledger: list[Spent] | None = None,
        repeat: int = 0,
    ) -> dict[str, Contender]:
        """Return those of *names* that are neither of *game* nor *known*, as policies by name.

        What they take is noted in *ledger*, so that episodes that are played at the same time can
        each have their own and share the models. Each *repeat* has answers of its own.
        """
        others = [name for name in names if name not in game.policies and name not in known]
        notes = Notes(self.ledger if ledger is None else ledger, self._settings.repeat + repeat)
        return {name: self._found(game, name, notes) for name in others}

    def _found(self, game: Game[Any], name: str, notes: Notes) -> Contender:
        kind, _, rest = name.partition(":")
        if kind == SHIPPED and rest:
            return contenders.find(game, rest) if is_learned(rest) else _shipped(game, rest)
        if kind not in BACKENDS:
            _check(name, kind)
            return contenders.find(game, name)
        if not rest:
            message = f"{name!r} names no model; write {kind}: and the name of one"
            raise BadInput(message)
        model = self._opened(kind, rest)
        seating = Seating(name, model, self._limits, notes.repeat, notes.ledger)
        return language_model.policy(game, seating)

    def _opened(self, kind: str, rest: str) -> Model:
        name = f"{kind}:{rest}"
        with self._lock:
            if name not in self._models:
                model = BACKENDS[kind].open(rest, self._settings)
                self._closing.callback(model.close)
                self._models[name] = model
            return self._models[name]


def _shipped(game: Game[Any], name: str) -> Contender:
    return named("policy", name, game.policies)


def _check(name: str, kind: str) -> None:
    """Refuse *name* if it neither is a file nor says a *kind* that there is."""
    is_file = name.endswith(contenders.SUFFIX) or kind.endswith(contenders.SUFFIX)
    if ":" in name and not is_learned(name) and not is_file and f"{contenders.SUFFIX}:" not in name:
        known = [*BACKENDS, LEARNED, SHIPPED, f"PATH{contenders.SUFFIX}"]
        message = f"{UnknownName('kind of policy', kind, known)} (in {name!r})"
        raise BadInput(message)
