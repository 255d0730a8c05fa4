"""What is evaluated: policies in scenarios, each on the same worlds, as a table.

The seeds of every suite are the first of `RESERVED`. Nothing that is shipped was tuned or audited
on them, and nothing should be trained on them.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec
from msgspec.structs import replace

from watchfloor.agents.contenders import is_brought
from watchfloor.agents.models import is_asked
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.game import Game

RESERVED = range(5_000_000, 6_000_000)
"""The seeds that are kept for evaluations."""
ROWS = ("random", "heuristic", "oracle")
"""The policies beside which every other is read."""


class Group(msgspec.Struct, frozen=True):
    """Policies that meet the same worlds of a game: every one of them in every scenario."""

    game: str
    """Where the game is found: the name of a shipped one, or its folder."""
    mode: str
    scenarios: tuple[str, ...]
    policies: tuple[str, ...]
    seeds: int
    """How many of those that are reserved, from the first."""
    others: dict[str, str] = {}
    """Who sits in the seats that are not under test, by role."""
    repeats: int = 1
    """How often a model, which draws its words, plays each seed."""


class Suite(msgspec.Struct, frozen=True):
    """A named evaluation, the same wherever it is run."""

    name: str
    summary: str
    version: int
    """Another one where anything of it is another; results of two versions are not compared."""
    groups: tuple[Group, ...]
    recipe: str = "standard"


class Cell(msgspec.Struct, frozen=True):
    """One policy in one scenario and mode: what one row of a table sums up."""

    game: str
    scenario: str
    mode: str
    policy: str
    others: dict[str, str]
    seeds: int
    repeats: int

    @property
    def situation(self) -> str:
        """The mode, and who sits in the seats that are not under test."""
        others = "+".join(f"{role}={name}" for role, name in sorted(self.others.items()))
        return f"{self.mode}({others})" if others else self.mode

    @property
    def name(self) -> str:
        """What a result calls it."""
        return f"{_short(self.game)}/{self.scenario}/{self.situation}/{self.policy}"

    def seats(self, game: Game[Any]) -> dict[str, str]:
        """Return who sits where in *game*."""
        return {role: self.others.get(role, self.policy) for role in game.roles}

    def plays(self) -> Iterable[tuple[int, int]]:
        """Return the seed and the repeat of every episode, in order."""
        seeds = RESERVED[: self.seeds]
        return ((seed, repeat) for seed in seeds for repeat in range(self.repeats))


class Wish(msgspec.Struct, frozen=True):
    """How a user would have a suite otherwise."""

    policies: tuple[str, ...] = ()
    """Put to the test in every group, beside those that are there."""
    games: tuple[str, ...] = ()
    scenarios: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    others: dict[str, str] = {}
    seeds: int | None = None
    repeats: int | None = None


def cells(groups: Iterable[Group]) -> tuple[Cell, ...]:
    """Return every cell of *groups*, in order; a place has one cell for a policy."""
    found: dict[str, Cell] = {}
    for group in groups:
        for scenario in group.scenarios:
            for policy in group.policies:
                cell = _cell(group, scenario, policy)
                if cell.name in found:
                    message = f"{cell.name!r} is there twice; give every group a place of its own"
                    raise BadInput(message)
                found[cell.name] = cell
    return tuple(found.values())


def _cell(group: Group, scenario: str, policy: str) -> Cell:
    """Return the cell of *policy* in *scenario*; who draws no words plays every seed once."""
    repeats = group.repeats if any(map(is_asked, (policy, *group.others.values()))) else 1
    return Cell(group.game, scenario, group.mode, policy, group.others, group.seeds, repeats)


def narrowed(suite: Suite, wish: Wish, games: Mapping[str, Game[Any]]) -> tuple[Group, ...]:
    """Return the groups of *suite* as *wish* would have them; *games* are those that may play."""
    if wish.seeds is not None and wish.seeds > len(RESERVED):
        message = f"there are {len(RESERVED):,} seeds for evaluations; give as many at most"
        raise BadInput(message)
    listed = {group.game for group in suite.groups}
    groups = [*suite.groups]
    groups += [_of_game(place, game) for place, game in games.items() if place not in listed]
    for name in wish.games:
        named("game", name, {group.game: group for group in groups})
    groups = [it for it in groups if not wish.games or it.game in wish.games]
    for name in wish.modes:
        named("mode", name, {it.mode: it for it in groups})
    groups = [it for it in groups if not wish.modes or it.mode in wish.modes]
    for name in wish.scenarios:
        named("scenario", name, dict.fromkeys(one for it in groups for one in it.scenarios))
    groups = [_in_scenarios(it, wish.scenarios) for it in groups]
    _check_names(wish, [games[it.game] for it in groups])
    return tuple(_changed(it, wish, games[it.game]) for it in groups if it.scenarios)


def lacks(suite: Suite, groups: Iterable[Group]) -> str:
    """Return what of *suite* is not in *groups*, or nothing if it is there whole."""
    there = {cell.name: cell for cell in cells(groups)}
    for cell in cells(suite.groups):
        found = there.get(cell.name)
        if found is None:
            return f"{cell.name} is left out"
        if found.seeds != cell.seeds:
            return f"{cell.name} has {found.seeds} seeds, expected {cell.seeds}"
    return ""


def _of_game(place: str, game: Game[Any]) -> Group:
    """Return what a *game* that no suite lists is evaluated by: everything that it ships."""
    scenarios, policies = tuple(game.scenarios), tuple(game.policies)
    return Group(place, next(iter(game.modes)), scenarios, policies, 20)


def _in_scenarios(group: Group, names: Sequence[str]) -> Group:
    chosen = tuple(name for name in group.scenarios if not names or name in names)
    return replace(group, scenarios=chosen)


def _check_names(wish: Wish, games: Sequence[Game[Any]]) -> None:
    """Refuse what *wish* names and none of *games* has."""
    roles = {role for game in games for role in game.roles}
    for role in wish.others:
        named("seat", role, dict.fromkeys(roles))
    known = {name for game in games for name in game.policies}
    for name in (*wish.policies, *wish.others.values()):
        if not is_brought(name):
            named("policy", name, dict.fromkeys(known))


def _changed(group: Group, wish: Wish, game: Game[Any]) -> Group:
    others = group.others | {it: name for it, name in wish.others.items() if it in game.roles}
    if set(others) == set(game.roles):
        message = (
            f"every seat of {game.name} in the mode {group.mode} is given to somebody; "
            "leave one to the policies under test"
        )
        raise BadInput(message)
    added = [it for it in wish.policies if is_brought(it) or it in game.policies]
    return replace(
        group,
        policies=tuple(dict.fromkeys((*group.policies, *added))),
        others=others,
        seeds=group.seeds if wish.seeds is None else wish.seeds,
        repeats=group.repeats if wish.repeats is None else wish.repeats,
    )


def _short(place: str) -> str:
    """Return what the game at *place* is called: the last part of a folder."""
    return place.rstrip("/").rpartition("/")[2]
