"""What is agreed for every episode that a library plays: all of a table but the seed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any, TypeAlias, TypedDict, Unpack

from watchfloor.agents import contenders, games
from watchfloor.catalog import named
from watchfloor.errors import BadInput
from watchfloor.play.episode import Table
from watchfloor.play.game import Game, Setting
from watchfloor.play.policy import Contender
from watchfloor.play.reward import Recipe
from watchfloor.play.seating import play
from watchfloor.play.sitting import outsider

EVERYBODY = "all"
PLAYER = "agent"
OTHERS = "heuristic"
MOST_SEEDS = 100_000
"""In one stretch; a longer one is a slip."""

Seeds: TypeAlias = str | int | Sequence[str | int]
"""Some seeds, as in `0-49` or `3,5,8`."""


class Options(TypedDict, total=False):
    """What may be said of an arrangement; all of it can be left out."""

    scenario: str
    mode: str
    recipe: str | Recipe
    """The name of a shipped one, or one of your own."""
    roles: str | Sequence[str]
    """The seats that are played from outside: one, several, or `all`."""
    others: str | Mapping[str, str]
    """The policy in every other seat, or the policy of each."""
    player: str
    """What records call whoever plays from outside."""


@dataclass(frozen=True, slots=True)
class Arrangement:
    """What is agreed for every episode."""

    game: Game[Any]
    scenario: str
    mode: str
    recipe: Recipe
    roles: tuple[str, ...]
    """The seats that are played from outside."""
    seats: dict[str, str]
    guests: dict[str, Contender]
    """Whoever sits in a seat and is no policy of the game."""

    def table(self, seed: int) -> Table:
        """Return the table of the episode that *seed* fixes."""
        return Table(Setting(self.scenario, self.mode, seed), self.recipe, self.seats)


def arranged(game: str, **options: Unpack[Options]) -> Arrangement:
    """Return the arrangement of the game called *game*, or in the folder *game*, by *options*."""
    found = games.find(game)
    for option in options:
        named("option", option, Options.__annotations__)
    scenario = options.get("scenario") or next(iter(found.scenarios), "")
    measured = named("scenario", scenario, found.scenarios).measured
    mode = options.get("mode") or next(iter(found.modes), "")
    named("mode", mode, dict.fromkeys(found.modes))
    recipe = options.get("recipe") or "standard"
    roles = _roles(found, options.get("roles") or measured or EVERYBODY)
    if not set(roles) & asked(game, scenario, mode):
        message = f"nobody asks {', '.join(roles)} in mode {mode!r}; choose another seat or mode"
        raise BadInput(message)
    player = options.get("player") or PLAYER
    if player in found.policies:
        message = f"{player!r} is a policy of {found.name}; give whoever plays another name"
        raise BadInput(message)
    others = _others(found, roles, options.get("others") or OTHERS)
    guests = {name: contenders.find(found, name) for name in others.values()}
    return Arrangement(
        game=found,
        scenario=scenario,
        mode=mode,
        recipe=named("recipe", recipe, found.recipes) if isinstance(recipe, str) else recipe,
        roles=roles,
        seats=others | dict.fromkeys(roles, player),
        guests=guests | {player: outsider(player)},
    )


@cache
def asked(game: str, scenario: str, mode: str) -> frozenset[str]:
    """Return the roles that have a turn where who knows all, or nothing, holds every seat."""
    found = games.find(game)
    setting, recipe = Setting(scenario, mode, 0), found.recipes["standard"]
    tables = [Table(setting, recipe, dict.fromkeys(found.roles, it)) for it in ("oracle", "random")]
    return frozenset(turn.role for table in tables for turn in play(found, table).turns)


def numbers(seeds: Seeds) -> list[int]:
    """Return the numbers that *seeds* stands for: some of them, or from one to another.

    >>> numbers("0-2,7")
    [0, 1, 2, 7]
    """
    parts = [str(seeds)] if isinstance(seeds, str | int) else map(str, seeds)
    found: list[int] = []
    for part in ",".join(parts).split(","):
        read = re.fullmatch(r"\s*(\d{1,15})(?:-(\d{1,15}))?\s*", part, re.ASCII)
        first, last = (int(read[1]), int(read[2] or read[1])) if read else (1, 0)
        if not first <= last < first + MOST_SEEDS:
            message = f"found the seeds {seeds!r}, expected some as in 0-49 or 3,5,8"
            raise BadInput(message)
        found += range(first, last + 1)
    return found


def one_role(arrangement: Arrangement) -> str:
    """Return the only seat that is played from outside in *arrangement*."""
    if len(arrangement.roles) != 1:
        message = (
            f"one seat is played from outside here, and found {', '.join(arrangement.roles)}; "
            "name one of them in roles"
        )
        raise BadInput(message)
    return arrangement.roles[0]


def _roles(game: Game[Any], chosen: str | Sequence[str]) -> tuple[str, ...]:
    if chosen == EVERYBODY:
        return tuple(game.roles)
    names = chosen.split(",") if isinstance(chosen, str) else chosen
    for name in names:
        named("role", name, game.roles)
    return tuple(role for role in game.roles if role in names)


def _others(
    game: Game[Any], roles: Sequence[str], chosen: str | Mapping[str, str]
) -> dict[str, str]:
    """Return who holds each seat that is not among *roles*."""
    left = [role for role in game.roles if role not in roles]
    if isinstance(chosen, str):
        return dict.fromkeys(left, chosen)
    for role in chosen:
        named("role", role, dict.fromkeys(left))
    return {role: chosen.get(role, OTHERS) for role in left}
