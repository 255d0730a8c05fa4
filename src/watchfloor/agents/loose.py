"""JSON of which nobody knows the shape, looked into with care."""

import json
from typing import Any, TypeGuard

NOT_JSON = object()


def fields(held: object) -> dict[str, Any] | None:
    """Return *held* if it is an object."""
    return held if _is_object(held) else None


def entries(held: object) -> list[Any] | None:
    """Return *held* if it is a list."""
    return held if _is_list(held) else None


def strict(text: str) -> object:
    """Return what *text* spells; `NOT_JSON` if it spells nothing, or an object with a key twice."""
    try:
        return json.loads(text, object_pairs_hook=_once)
    except (ValueError, RecursionError):
        return NOT_JSON


def _is_object(held: object) -> TypeGuard[dict[str, Any]]:
    return isinstance(held, dict)


def _is_list(held: object) -> TypeGuard[list[Any]]:
    return isinstance(held, list)


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    held = dict(pairs)
    if len(held) < len(pairs):
        message = "a key stands twice; which was meant is not known"
        raise ValueError(message)
    return held
