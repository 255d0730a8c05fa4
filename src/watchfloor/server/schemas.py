"""JSON Schemas of what goes over the wire, made from the types of the games."""

from typing import Any

import msgspec

from watchfloor.play.action import Action, name_of
from watchfloor.play.game import Game
from watchfloor.server.session import Shown

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def moves(game: Game[Any]) -> tuple[type[Action], ...]:
    """Return every move of *game*, once, by name."""
    found = {name_of(move): move for role in game.roles.values() for move in role.moves}
    return tuple(found[name] for name in sorted(found))


def action(game: Game[Any]) -> dict[str, Any]:
    """Return the schema of an action of *game*: one of its moves, or words."""
    kinds = moves(game)
    found, components = msgspec.json.schema_components(kinds, ref_template="#/$defs/{name}")
    words = {
        "title": "Reply",
        "description": "Words of a model, which hold one move as JSON.",
        "type": "object",
        "properties": {"reply": {"type": "string"}},
        "required": ["reply"],
        "additionalProperties": False,
    }
    return {
        "$schema": DIALECT,
        "title": f"Action of {game.name}",
        "type": "object",
        "oneOf": [*found, words],
        "$defs": dict(sorted(components.items())),
    }


def observation(game: Game[Any]) -> dict[str, Any]:
    """Return the schema of an observation of *game*, with the names that it can hold."""
    _, components = msgspec.json.schema_components((Shown,), ref_template="#/$defs/{name}")
    shown = dict(components.pop("Shown"))
    roles = list(game.roles)
    sources = sorted({it for role in game.roles.values() for it in role.sources})
    names = [name_of(move) for move in moves(game)]
    fields = dict(shown["properties"])
    fields["game"] = {"const": game.name}
    fields["role"] = {"enum": roles}
    fields["moves"] = {"type": "array", "items": {"enum": names}}
    fields["unchanged"] = {"type": "array", "items": {"enum": sources}}
    fields["reward"] = {"type": ["number", "null"], "description": "Null at a reset."}
    fields["done"] = {"type": "boolean"}
    fields["metadata"] = {"type": "object"}
    panel = dict(components["Panel"])
    panel["properties"] = {**panel["properties"], "source": {"enum": sources}}
    return {
        "$schema": DIALECT,
        **shown,
        "title": f"Observation of {game.name}",
        "properties": fields,
        "additionalProperties": False,
        "$defs": dict(sorted({**components, "Panel": panel}.items())),
    }
