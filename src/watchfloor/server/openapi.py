"""The contract of plain HTTP: what every path takes and gives, as OpenAPI says it."""

from typing import Any

import msgspec

from watchfloor import __version__
from watchfloor.play import tasks
from watchfloor.server import wire
from watchfloor.server.routes import (
    MOST_DIGITS,
    POSTS,
    Answers,
    GameList,
    Grade,
    Health,
    TaskPage,
    Turned,
)
from watchfloor.server.session import Outcome, Progress

GIVES: dict[str, type[Any]] = {
    "health": Health,
    "tasks": TaskPage,
    "state": Progress,
    "reset": Turned,
    "step": Turned,
    "batch": Answers,
    "grade": Grade,
    "close": Health,
}
OR_GIVES: dict[str, type[Any]] = {"tasks": GameList}
"""What a path gives where it is asked without parameters."""
SAYS = {
    "health": "That the server is there.",
    "tasks": "The tasks of a split of a game, by number; without a parameter, the games.",
    "state": "Where a session stands; nothing that is hidden.",
    "reset": "Begin an episode.",
    "step": "Make a move.",
    "batch": "Do many resets and steps in their order.",
    "grade": "What the last episode of a session was worth.",
    "close": "Make room for another session.",
}
KINDS: tuple[type[Any], ...] = (*GIVES.values(), *OR_GIVES.values(), *POSTS.values(), Outcome)
_REF = "#/components/schemas/{name}"


def document(games: tuple[str, ...]) -> dict[str, Any]:
    """Return the description of a server of *games*."""
    kinds: tuple[type[Any], ...] = tuple(dict.fromkeys((*KINDS, wire.Problem)))
    refs, components = msgspec.json.schema_components(kinds, ref_template=_REF)
    schema: dict[type[Any], Any] = dict(zip(kinds, refs, strict=True))
    shown = components.pop("Outcome")["properties"]["shown"]
    components["Turned"]["properties"]["observation"] = shown
    either = {"anyOf": [schema[Turned], schema[wire.Problem]]}
    components["Answers"]["properties"]["results"] = {"type": "array", "items": either}
    components["ResetRequest"]["properties"]["game"] = {
        "anyOf": [{"enum": list(games)}, {"type": "null"}],
        "default": None,
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Watchfloor",
            "version": __version__,
            "description": "Two games for agents of a security operations centre.",
            "license": {"name": "BSD-3-Clause", "identifier": "BSD-3-Clause"},
        },
        "paths": {f"/{name}": _path(name, schema, games) for name in GIVES},
        "components": {
            "schemas": dict(sorted(components.items())),
            "securitySchemes": {"token": {"type": "http", "scheme": "bearer"}},
        },
        "security": [{}, {"token": []}],
    }


def _path(name: str, schema: dict[type[Any], Any], games: tuple[str, ...]) -> dict[str, Any]:
    """Return what may be done at path *name*."""
    given = schema[GIVES[name]]
    if name in OR_GIVES:
        given = {"anyOf": [given, schema[OR_GIVES[name]]]}
    found: dict[str, Any] = {
        "summary": SAYS[name],
        "operationId": name,
        "responses": {
            "200": _content("What was asked for.", given),
            **{code: _content(SAID[code], schema[wire.Problem]) for code in SAID},
        },
    }
    if name in POSTS:
        body = _content("What is asked for.", schema[POSTS[name]])
        found["requestBody"] = {"required": True, **body}
        return {"post": found}
    found["parameters"] = _parameters(name, games)
    return {"get": found}


SAID = {
    "403": "The token is wrong, or this server does not do it.",
    "404": "There is no such session.",
    "409": "The episode is not where this can be done.",
    "422": "What is asked for cannot be read, or does not exist.",
    "429": "Every session is taken, or the client asks too fast.",
}


def _content(description: str, schema: Any) -> dict[str, Any]:  # noqa: ANN401  # JSON
    return {"description": description, "content": {"application/json": {"schema": schema}}}


def _parameters(name: str, games: tuple[str, ...]) -> list[dict[str, Any]]:
    whole = {"type": "integer", "minimum": 0, "maximum": 10**MOST_DIGITS - 1}
    asked: dict[str, dict[str, tuple[bool, Any]]] = {
        "tasks": {
            "game": (False, {"enum": list(games)}),
            "split": (False, {"enum": list(tasks.SPLITS)}),
            "start": (False, whole),
            "count": (False, whole),
        },
        "state": {"session": (True, {"type": "string"})},
    }
    return [
        {"name": it, "in": "query", "required": is_needed, "schema": schema}
        for it, (is_needed, schema) in asked.get(name, {}).items()
    ]
