"""Everything that can be named, shelf by shelf."""

from collections.abc import Mapping
from typing import Any

from watchfloor.agents import games
from watchfloor.agents.backends import BACKENDS
from watchfloor.agents.guests import GUESTS
from watchfloor.catalog import named
from watchfloor.evaluation.suites import SUITES
from watchfloor.play.game import Game
from watchfloor.play.terms import TERMS
from watchfloor.world.activities import ACTIVITIES
from watchfloor.world.events import EVENT_TYPES
from watchfloor.world.rules import RULES

Shelf = Mapping[str, str]
"""Names and summaries."""


def shelves(folder: str | None = None) -> dict[str, Shelf]:
    """Return every shelf of the package and its games, the one in *folder* among them."""
    found: dict[str, Shelf] = {
        "activities": {name: it.summary for name, it in ACTIVITIES.items()},
        "backends": {name: it.summary for name, it in BACKENDS.items()},
        "event_types": {name: it.summary for name, it in EVENT_TYPES.items()},
        "guests": {name: it.summary for name, it in GUESTS.items()},
        "rules": {name: f"{it.technique} {it.summary}" for name, it in RULES.items()},
        "suites": {name: it.summary for name, it in SUITES.items()},
        "terms": {name: it.summary for name, it in TERMS.items()},
    }
    for name in (*games.shipped(), *([folder] if folder else [])):
        found |= _of_game(games.find(name))
    return found


def _of_game(game: Game[Any]) -> dict[str, Shelf]:
    return {
        f"{game.name}.roles": {name: it.brief for name, it in game.roles.items()},
        f"{game.name}.scenarios": {name: it.summary for name, it in game.scenarios.items()},
        f"{game.name}.terms": {name: it.summary for name, it in game.terms.items()},
        f"{game.name}.recipes": {name: it.summary for name, it in game.recipes.items()},
        f"{game.name}.policies": {name: it.summary for name, it in game.policies.items()},
    }


def shelf(found: Mapping[str, Shelf], name: str) -> Shelf:
    """Return the one of *found* called *name*, or say which is nearest."""
    return named("shelf", name, found)


def text(found: Mapping[str, Shelf]) -> str:
    """Return the shelves as people read them."""
    return "\n".join(_titled(name, things) for name, things in found.items())


def _titled(name: str, things: Shelf) -> str:
    rows = [f"  {thing:<24} {summary}" for thing, summary in things.items()]
    return "\n".join((f"{name} ({len(things)})", *rows, ""))
