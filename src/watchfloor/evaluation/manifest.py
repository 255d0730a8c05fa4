"""What a run is: everything that its results follow from, and apart from it where it was made.

Two runs of one manifest come to the same results, wherever policies do not ask models. What
varies by clock or machine stands beside the manifest, so that it is no part of its digest.
"""

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal

import msgspec

import watchfloor
from watchfloor.agents import contenders, games, prompt
from watchfloor.agents.backend import Settings
from watchfloor.agents.models import Models, is_asked
from watchfloor.agents.prompt import Limits
from watchfloor.codec import digest
from watchfloor.errors import BadInput, UnreadableFile
from watchfloor.evaluation.suite import Cell, Group, Suite, cells, lacks
from watchfloor.evaluation.suites import SUITES
from watchfloor.play.game import Game
from watchfloor.play.policy import Contender, Insider
from watchfloor.play.reward import Recipe

FORMAT = 1
Kind = Literal["shipped", "file", "model"]
_SHARED = (
    *("play", "world", "catalog.py", "codec.py", "errors.py", "seeds.py", "wording.py"),
    *("evaluation/exposure.py", "evaluation/readings"),
)
"""What every game is made of, beside its own folder."""


class Ruled(msgspec.Struct, frozen=True):
    """By which rules a game was played and graded."""

    name: str
    rules: str
    grader: str
    """The digest of every source file that a verdict hangs on."""
    apart: tuple[str, ...]
    """The scenarios that are reported apart, and count in no mean over scenarios."""


class Entrant(msgspec.Struct, frozen=True):
    """Who a policy is."""

    kind: Kind
    summary: str
    is_lazy: bool
    is_insider: bool
    source: str
    """The digest of its file; empty if it is shipped, since the grader's digest covers it."""


class Asking(msgspec.Struct, frozen=True):
    """How models were asked."""

    temperature: str
    """As a decimal; empty if nothing was said of it."""
    most_out: int
    extra: dict[str, Any]
    repeat: int
    characters: int
    prompts: dict[str, dict[str, str]]
    """The digest of what each role is told, by game."""
    is_terse: bool = False
    """Whether models are told no rules."""


class Manifest(msgspec.Struct, frozen=True):
    """Everything that the results of a run follow from."""

    format: int
    watchfloor: str
    suite: str
    version: int
    suite_digest: str
    """Of the suite as it is shipped; the groups say what of it was played."""
    groups: tuple[Group, ...]
    recipes: dict[str, Recipe]
    games: dict[str, Ruled]
    policies: dict[str, dict[str, Entrant]]
    """By game and name."""
    tested: tuple[str, ...]
    """Those that the suite does not list."""
    asking: Asking | None
    """Nothing if no model sits anywhere."""

    @property
    def cells(self) -> tuple[Cell, ...]:
        """Every cell, in order."""
        return cells(self.groups)

    def entrant(self, cell: Cell) -> Entrant:
        """Return who is under test in *cell*."""
        return self.policies[cell.game][cell.policy]

    def differs(self, other: "Manifest") -> str:
        """Return the first thing in which *other* is not the same, or nothing."""
        for name in self.__struct_fields__:
            if getattr(self, name) != getattr(other, name):
                words = name.replace("_", " ")
                return f"{words} {'are' if words.endswith('s') else 'is'}"
        return ""

    def everybody(self) -> Iterator[tuple[str, Entrant]]:
        """Return every policy that sits anywhere, by name."""
        return ((name, it) for known in self.policies.values() for name, it in known.items())

    def lacks(self) -> str:
        """Return what it leaves out of its suite, or changes, or nothing if it is there whole."""
        suite = SUITES.get(self.suite)
        if suite is None:
            return f"no suite {self.suite!r} is shipped"
        priced = [it.name for it in self.recipes.values() if it.name != suite.recipe]
        return f"it is priced by {priced[0]!r}" if priced else lacks(suite, self.groups)

    def is_shipped(self, cell: Cell) -> bool:
        """Return whether everybody in *cell* is shipped, so that anybody can play it anew."""
        names = (cell.policy, *cell.others.values())
        return all(self.policies[cell.game][name].kind == "shipped" for name in names)

    def is_asked(self, cell: Cell) -> bool:
        """Return whether a model sits anywhere in *cell*."""
        return any(map(is_asked, (cell.policy, *cell.others.values())))


class Plan(msgspec.Struct, frozen=True):
    """What is agreed before a manifest is drawn up."""

    suite: Suite
    groups: tuple[Group, ...]
    games: dict[str, Game[Any]]
    recipes: dict[str, Recipe]
    """By game."""
    tested: tuple[str, ...] = ()
    settings: Settings = Settings()
    limits: Limits = prompt.ORDINARY


def drawn_up(plan: Plan) -> Manifest:
    """Return the manifest of *plan*, once everything that it names is known to exist."""
    places = tuple(dict.fromkeys(group.game for group in plan.groups))
    if not places:
        message = f"nothing is left of suite {plan.suite.name!r}; narrow it less"
        raise BadInput(message)
    playing = {place: plan.games[place] for place in places}
    with Models(plan.settings, plan.limits) as models:
        policies = {place: _entrants(plan, place, models) for place in places}
    listed = {name for group in plan.suite.groups for name in group.policies}
    manifest = Manifest(
        format=FORMAT,
        watchfloor=watchfloor.__version__,
        suite=plan.suite.name,
        version=plan.suite.version,
        suite_digest=digest(plan.suite),
        groups=plan.groups,
        recipes={place: plan.recipes[place] for place in places},
        games={place: rules_of(place, game) for place, game in playing.items()},
        policies=policies,
        tested=tuple(name for name in plan.tested if name not in listed),
        asking=_asking(plan, playing, policies),
    )
    _ = manifest.cells
    return manifest


def rules_of(place: str, game: Game[Any]) -> Ruled:
    """Return the rules by which *game*, found at *place*, is played and graded here."""
    apart = tuple(name for name, scenario in game.scenarios.items() if scenario.is_apart)
    return Ruled(game.name, game.rules, _grader(place), apart)


def _grader(place: str) -> str:
    package = files(watchfloor)
    is_shipped = place in games.shipped()
    own: Traversable = package.joinpath(place) if is_shipped else Path(place)
    found = [(f"game/{name}", text) for name, text in _sources(own)]
    for name in _SHARED:
        found += [(f"{name}/{inner}", text) for inner, text in _sources(package.joinpath(name))]
    return digest(sorted((name, sha256(text).hexdigest()) for name, text in found))


def _sources(place: Traversable) -> Iterable[tuple[str, bytes]]:
    """Return every source file of *place*, with its path within."""
    if place.is_file():
        yield "", place.read_bytes()
        return
    for inner in place.iterdir():
        if inner.name.startswith((".", "__pycache__")):
            continue
        for name, text in _sources(inner):
            yield f"{inner.name}/{name}", text


def _entrants(plan: Plan, place: str, models: Models) -> dict[str, Entrant]:
    game = plan.games[place]
    groups = (group for group in plan.groups if group.game == place)
    names = sorted({it for group in groups for it in (*group.policies, *group.others.values())})
    found = {**game.policies, **models.brought(game, names, {})}
    return {name: entrant_of(name, found[name]) for name in names}


def entrant_of(name: str, found: Contender) -> Entrant:
    """Return who the policy *found* by *name* is."""
    source = source_of(name)
    return Entrant(
        kind="model" if is_asked(name) else "file" if source else "shipped",
        summary=found.summary,
        is_lazy=found.is_lazy,
        is_insider=isinstance(found, Insider),
        source=source,
    )


def source_of(name: str) -> str:
    """Return the digest of the file that the policy called *name* is in, if it is in one."""
    file = None if is_asked(name) else contenders.file_of(name)
    try:
        return sha256(file.read_bytes()).hexdigest() if file else ""
    except OSError as error:
        message = f"{str(file)!r} cannot be read ({error.strerror}); give a file that can"
        raise UnreadableFile(message) from None


def _asking(
    plan: Plan, playing: Mapping[str, Game[Any]], policies: Mapping[str, Mapping[str, Entrant]]
) -> Asking | None:
    if not any(it.kind == "model" for known in policies.values() for it in known.values()):
        return None
    settings, temperature = plan.settings, plan.settings.temperature
    is_terse = plan.limits.is_terse
    return Asking(
        temperature="" if temperature is None else f"{Decimal(str(temperature)):f}",
        most_out=settings.most_out,
        extra=dict(settings.extra),
        repeat=settings.repeat,
        characters=plan.limits.characters,
        prompts={
            place: {role: prompt.version(game, role, is_terse=is_terse) for role in game.roles}
            for place, game in playing.items()
        },
        is_terse=is_terse,
    )
